using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Governance;

/// <summary>One record type: the file that holds it, its columns, and what has come in.</summary>
internal abstract class GovernanceRows(string title)
{
    /// <summary>The file's name without extension.</summary>
    public string Title { get; } = title;

    public abstract void Read(ImportFile file);
}

/// <summary>Records of type <typeparamref name="T"/>. Two rows with one key are refused, whichever file they stand in.</summary>
/// <param name="parse">Throws <see cref="InvalidDataException"/> for a row that cannot be used.</param>
/// <param name="key">What tells two records apart.</param>
/// <param name="repeats">The same record may stand again from another instant on.</param>
internal sealed class GovernanceRows<T>(
    string title,
    string[] required,
    string[] optional,
    Func<CsvRecord, DatedFact<T>> parse,
    Func<T, string> key,
    bool repeats = false
) : GovernanceRows(title)
{
    private readonly List<DatedFact<T>> _facts = [];
    private readonly List<long> _lines = [];
    private readonly HashSet<(string Key, DateTimeOffset? From)> _keys = [];
    private bool _wasRead;

    /// <summary>The line of each fact, in their order.</summary>
    public ImmutableArray<long> Lines => [.. _lines];

    /// <summary>Default where no file held this type.</summary>
    public ImmutableArray<DatedFact<T>> Facts => _wasRead ? [.. _facts] : default;

    public override void Read(ImportFile file)
    {
        _wasRead = true;
        file.ReadCsv(required, optional, row => Add(parse(row) with { Source = file.Name }, row.Line, file));
    }

    private void Add(DatedFact<T> fact, long line, ImportFile file)
    {
        if (key(fact.Value).Contains('\u001f', StringComparison.Ordinal))
        {
            throw new InvalidDataException("a control character stands in it");
        }

        if (!_keys.Add((key(fact.Value), repeats ? fact.ValidFrom : null)))
        {
            throw new InvalidDataException("the same record stands there twice");
        }

        _facts.Add(fact);
        _lines.Add(line);
        file.Accept();
    }
}
