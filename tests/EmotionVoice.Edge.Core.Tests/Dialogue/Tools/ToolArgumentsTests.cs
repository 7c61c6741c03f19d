using System.Text.Json;
using EmotionVoice.Edge.Core.Dialogue.Tools;

namespace EmotionVoice.Edge.Core.Tests.Dialogue.Tools;

public sealed class ToolArgumentsTests
{
    [Theory]
    [InlineData("number", "3.5", 3.5)]
    [InlineData("number", "twenty five", 25.0)]
    [InlineData("integer", "twelve", 12L)]
    [InlineData("integer", "2.5", "2.5")]
    [InlineData("integer", "이십오", 25L)]
    [InlineData("number", "many", "many")]
    [InlineData("number", "많이", "많이")]
    [InlineData("boolean", "on", true)]
    [InlineData("boolean", "No", false)]
    [InlineData("boolean", "perhaps", "perhaps")]
    [InlineData("string", "25", "25")]
    public void WordsBecomeWhatAParameterIs(string type, string said, object value) =>
        Assert.Equal(value, Fit("""{"type":"object","properties":{"x":{"type":"?"}}}""".Replace("?", type, StringComparison.Ordinal), said));

    [Theory]
    [InlineData("""{"properties":{"x":{"type":["null","integer"]}}}""", 7L)]
    [InlineData("""{"properties":{"y":{"type":"integer"}}}""", "seven")]
    [InlineData("""{"properties":{"x":true}}""", "seven")]
    [InlineData("true", "seven")]
    public void ASchemaMaySayLittle(string schema, object value) => Assert.Equal(value, Fit(schema, "seven"));

    [Fact]
    public void WhatIsNoTextStays() =>
        Assert.Equal(2, ToolArguments.Fit(Schema("{}"), new Dictionary<string, object?> { ["x"] = 2 })["x"]);

    private static object? Fit(string schema, string said) => ToolArguments.Fit(Schema(schema), new Dictionary<string, object?> { ["x"] = said })["x"];

    private static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement;
}
