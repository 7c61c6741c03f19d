using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EmotionVoice.Edge.Core.Dialogue.Safety;

/// <summary>What is said to words of danger. Without a country and without numbers the answers name no number.</summary>
public sealed class SafetyOptions
{
    public const string Section = "Safety";

    /// <summary>Whether words of danger get a fixed answer instead of the model's. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>ISO 3166 code of the country where the device stands, such as KR or US: gives the numbers below. Default: none.</summary>
    public string Country { get; set; } = "";

    /// <summary>Number of ambulance and fire brigade. Default: the country's.</summary>
    [StringLength(20)]
    public string EmergencyNumber { get; set; } = "";

    /// <summary>Number of the police. Default: the country's.</summary>
    [StringLength(20)]
    public string PoliceNumber { get; set; } = "";

    /// <summary>Number for people who think of hurting themselves. Default: the country's; where there is none, the emergency number.</summary>
    [StringLength(20)]
    public string CrisisNumber { get; set; } = "";

    /// <summary>The numbers in force; empty ones are not known.</summary>
    internal LocalNumbers Numbers
    {
        get
        {
            LocalNumbers country = LocalNumbers.Of(Country) ?? LocalNumbers.None;
            return new LocalNumbers(
                EmergencyNumber.Length > 0 ? EmergencyNumber : country.Emergency,
                PoliceNumber.Length > 0 ? PoliceNumber : country.Police,
                CrisisNumber.Length > 0 ? CrisisNumber : country.Crisis);
        }
    }
}

[OptionsValidator]
public sealed partial class SafetyOptionsValidator : IValidateOptions<SafetyOptions>;

/// <summary>What attributes can't say: a wrong number is worse than none.</summary>
public sealed partial class SafetyNumbersCheck : IValidateOptions<SafetyOptions>
{
    public ValidateOptionsResult Validate(string? name, SafetyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> problems = [];
        if (options.Country.Length > 0 && LocalNumbers.Of(options.Country) is null)
            problems.Add($"Safety:Country: the numbers of '{options.Country}' are not known here. Known are {string.Join(", ", LocalNumbers.Countries)}. Leave it empty and set Safety:EmergencyNumber, Safety:PoliceNumber and Safety:CrisisNumber.");
        Check(nameof(options.EmergencyNumber), options.EmergencyNumber);
        Check(nameof(options.PoliceNumber), options.PoliceNumber);
        Check(nameof(options.CrisisNumber), options.CrisisNumber);
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;

        void Check(string setting, string number)
        {
            if (number.Length > 0 && !Number().IsMatch(number))
                problems.Add($"Safety:{setting}: '{number}' is not a telephone number; digits, spaces and hyphens make one, as in 112 or 116 123.");
        }
    }

    [GeneratedRegex(@"^\+?[0-9]([ -]?[0-9])+$")]
    private static partial Regex Number();
}
