using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>What one run accepted, refused and found worth a word. For one thread.</summary>
internal sealed class ImportLedger
{
    private const int MostRefusedKept = 1_000;

    private readonly List<RefusedRow> _refused = [];
    private readonly List<string> _warnings = [];
    private readonly List<SourceFile> _sources = [];

    public long RefusedCount { get; private set; }

    public long AcceptedCount { get; private set; }

    public ImmutableArray<RefusedRow> Refused => [.. _refused];

    public ImmutableArray<string> Warnings => [.. _warnings];

    public ImmutableArray<SourceFile> Sources => [.. _sources.OrderBy(file => file.Name, StringComparer.Ordinal)];

    public void Warn(string warning) => _warnings.Add(warning);

    public void Refuse(string file, long line, string reason, long rows = 1)
    {
        RefusedCount += rows;
        if (_refused.Count < MostRefusedKept)
        {
            _refused.Add(new(file, line, reason));
        }
    }

    /// <summary>Refuses a row that had been accepted when its file was closed.</summary>
    public void Withdraw(string file, long line, string reason)
    {
        Refuse(file, line, reason);
        AcceptedCount--;
        var at = _sources.FindIndex(source => source.Name == file);
        _sources[at] = _sources[at] with { Accepted = _sources[at].Accepted - 1, Refused = _sources[at].Refused + 1 };
    }

    /// <summary>Refuses everything of a file that had been accepted when it was closed.</summary>
    public void WithdrawWhole(string file, string reason)
    {
        Refuse(file, 0, reason);
        var at = _sources.FindIndex(source => source.Name == file);
        AcceptedCount -= _sources[at].Accepted;
        _sources[at] = _sources[at] with { Accepted = 0, Refused = _sources[at].Refused + 1 };
    }

    public void Close(ImportSource file, string sha256, long bytes)
    {
        AcceptedCount += file.Accepted;
        _sources.Add(new(file.Name, sha256, bytes, file.Accepted, file.Refused));
    }
}
