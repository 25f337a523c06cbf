using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Slow and obvious: which views show which table, from the raw facts, and who reads through them, one login and one view at a time. Shares
/// no code with the engine.
/// </summary>
/// <param name="reads">Whether the login surely reads, and possibly reads, some column of the view.</param>
internal sealed class ViewReference(EstateFacts facts, Func<string, TableResource, (bool Sure, bool Possible)> reads)
{
    private readonly Dictionary<(string Login, TableName View), (bool Sure, bool Possible)> _known = [];

    /// <summary>Whether there is a chain from the view down to the table.</summary>
    internal bool Shows(TableName view, TableName table) => view != table && Shows(view, table, [view]);

    internal (bool Sure, bool Possible) Reads(string login, TableName table)
    {
        var (sure, possible) = (false, false);
        foreach (var view in facts.Tables.Where(view => Shows(view.Name, table)))
        {
            if (!_known.TryGetValue((login, view.Name), out var answer))
            {
                _known.Add((login, view.Name), answer = reads(login, view));
            }

            (sure, possible) = (sure || answer.Sure, possible || answer.Possible);
        }

        return (sure, possible);
    }

    /// <summary>Every chain without a repetition is walked.</summary>
    private bool Shows(TableName from, TableName table, HashSet<TableName> walked)
    {
        if (!facts.Tables.Any(one => one.Name == from && one.Kind == ResourceKind.View))
        {
            return false;
        }

        foreach (var sources in facts.ViewSources.Where(sources => sources.View == from))
        {
            foreach (var one in sources.Tables)
            {
                if (one == table || (!walked.Contains(one) && Shows(one, table, [.. walked, one])))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
