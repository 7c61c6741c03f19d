namespace EmotionVoice.Edge.Diagnostics;

/// <summary>One thing that the doctor looks at. To add one, register it as a service of this type in <see cref="Doctor"/>.</summary>
internal interface IDoctorCheck
{
    /// <summary>Looks, and says what was found; more than one result where several things of a kind are there.</summary>
    /// <exception cref="Exception">The check itself failed; that is reported as a failure of this check.</exception>
    Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken);
}
