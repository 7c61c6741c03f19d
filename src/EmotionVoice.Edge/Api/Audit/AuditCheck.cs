namespace EmotionVoice.Edge.Api.Audit;

/// <summary>What is to be said of an audit trail.</summary>
/// <param name="Entries">Lines that are whole.</param>
/// <param name="Torn">Lines that a crash tore; the lines after them vouch for what was there.</param>
/// <param name="First">Number of the first line; more than 1 where older ones were given up.</param>
/// <param name="Head">Hash of the newest line: who keeps it elsewhere can tell later that nothing before it was changed or cut off.</param>
/// <param name="Problem">The first line that is not what it was, in words; null: none.</param>
/// <param name="KnowsHead">Whether a line with the expected hash is there.</param>
internal sealed record AuditVerdict(long Entries, int Torn, long First, string Head, string? Problem, bool KnowsHead);

/// <summary>Follows the chain of hashes. Pure.</summary>
internal static class AuditCheck
{
    /// <param name="lines">Of all files, oldest first; the last without its end is torn.</param>
    /// <param name="expectedHead">A hash that was kept elsewhere, or null.</param>
    /// <param name="olderGone">Whether older lines may have been given up for space: else the first has the number 1.</param>
    public static AuditVerdict Verify(IReadOnlyList<(string File, string Line, bool IsWhole)> lines, string? expectedHead, bool olderGone = false)
    {
        long entries = 0, first = 0, last = 0;
        int torn = 0, number = 0;
        string head = AuditEntry.Beginning, at = "";
        string? waiting = null;
        bool known = expectedHead is null || expectedHead == head;
        foreach ((string file, string line, bool whole) in lines)
        {
            number = file == at ? number + 1 : 1;
            at = file;
            if (!AuditEntry.TryOpen(line, out AuditEntry entry, out string hash))
            {
                if (waiting is not null)
                    return Broken($"{file}, line {number - 1} was changed.");
                waiting = line;
                if (!whole)
                    break;
                continue;
            }

            if (waiting is not null)
            {
                if (entry.What != AuditFile.Recovered || entry.Detail != AuditEntry.Hash(waiting))
                    return Broken($"{file}, line {number - 1} was changed.");
                waiting = null;
                torn++;
            }

            if (first == 0)
                (first, head, last) = olderGone && entry.Seq > 1 ? (entry.Seq, entry.Prev, entry.Seq - 1) : (1, AuditEntry.Beginning, 0);
            if (entry.Prev != head || entry.Seq != last + 1)
                return Broken($"{file}, line {number} doesn't follow the line before it: lines were removed, added or moved.");
            (head, last) = (hash, entry.Seq);
            known |= hash == expectedHead;
            entries++;
        }

        // The very last line may have been torn a moment ago; one with an end was changed.
        if (waiting is not null && lines[^1].IsWhole)
            return Broken($"{at}, line {number} was changed.");
        return new AuditVerdict(entries, torn + (waiting is null ? 0 : 1), first, head, null, known);

        AuditVerdict Broken(string problem) => new(entries, torn, first, head, problem, known);
    }

    /// <summary>Lines of a file, with whether each has its end.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IEnumerable<(string File, string Line, bool IsWhole)> Lines(string path)
    {
        if (!File.Exists(path))
            yield break;
        string[] lines = File.ReadAllText(path).Split('\n');
        for (int i = 0; i < lines.Length; i++)
            if (i < lines.Length - 1 || lines[i].Length > 0)
                yield return (path, lines[i], i < lines.Length - 1);
    }
}
