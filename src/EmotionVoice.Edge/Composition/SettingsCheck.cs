using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace EmotionVoice.Edge.Composition;

/// <summary>
/// Finds what the binder would ignore or stop at: unknown sections and keys, values of the wrong kind. All of them in
/// one go, so that nobody corrects a file one error at a time.
/// </summary>
internal static class SettingsCheck
{
    /// <summary>Sections that others read.</summary>
    private static readonly string[] s_foreign = ["Logging"];

    public static IEnumerable<string> Problems(IConfiguration configuration, IReadOnlyDictionary<string, Type> sections)
    {
        HashSet<string> heads = new(sections.Keys.Select(key => key.Split(':')[0]), StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection child in configuration.GetChildren())
            if (!heads.Contains(child.Key) && !s_foreign.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"{child.Key}: there is no such section; the sections are {string.Join(", ", heads.Order(StringComparer.Ordinal))}.";
        foreach ((string path, Type type) in sections)
            foreach (string problem in Section(configuration.GetSection(path), type, [.. sections.Keys]))
                yield return problem;
    }

    private static IEnumerable<string> Section(IConfigurationSection section, Type type, string[] otherSections)
    {
        Dictionary<string, PropertyInfo> properties = type.GetProperties().Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (otherSections.Contains(child.Path, StringComparer.OrdinalIgnoreCase))
                continue;
            if (!properties.TryGetValue(child.Key, out PropertyInfo? property))
                yield return $"{child.Path}: there is no such setting; {section.Path} has {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.";
            else if (IsSimple(property.PropertyType, out Type simple))
            {
                if (child.Value is { } text && !Converts(text, simple))
                    yield return $"{child.Path}: '{text}' is not {Kind(simple)}.";
            }
            else if (ItemOf(property.PropertyType) is { } item)
            {
                foreach (string problem in child.GetChildren().SelectMany(one => IsSimple(item, out _) ? [] : Section(one, item, otherSections)))
                    yield return problem;
            }
            else
            {
                foreach (string problem in Section(child, property.PropertyType, otherSections))
                    yield return problem;
            }
        }
    }

    // Of a list, or of a dictionary the kind of its values; null for a section.
    private static Type? ItemOf(Type type) => type switch
    {
        { IsArray: true } => type.GetElementType(),
        { IsGenericType: true } when typeof(IEnumerable).IsAssignableFrom(type) => type.GetGenericArguments()[^1],
        _ => null,
    };

    private static bool IsSimple(Type type, out Type simple)
    {
        simple = Nullable.GetUnderlyingType(type) ?? type;
        return simple.IsPrimitive || simple.IsEnum || simple == typeof(string) || simple == typeof(TimeSpan) || simple == typeof(decimal);
    }

    private static bool Converts(string text, Type type)
    {
        if (type == typeof(string))
            return true;
        // The binder takes an empty value for the default.
        if (text.Length == 0)
            return Nullable.GetUnderlyingType(type) is not null;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a time such as 00:00:00.500",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => "a number",
    };
}
