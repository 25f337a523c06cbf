using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Benchmarks.Questions;

/// <summary>An index with what a heatmap needs beside it: ready to be asked.</summary>
public sealed record ReadyEngine(AccessIndex Index, TableGroupIndex Groups, PopulationIndex Populations)
{
    /// <summary>From facts to an index: closure, matching, groups, populations.</summary>
    public static ReadyEngine Build(EstateFacts facts)
    {
        var (index, groups) = TableGroupIndex.BuildWithIndex(facts, CancellationToken.None);
        return new(index, groups, PopulationIndex.Build(index));
    }
}

/// <summary>The questions of the speed goals, each asked the way the product asks it.</summary>
public static class EngineQuestions
{
    /// <summary>The attribute with 60 populations.</summary>
    public const string Attribute = "department";

    private static readonly ParallelOptions s_twoThreads = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Every table's reader set and count, and the heatmap of all table groups and populations, in one pass on all processors.</summary>
    public static EstateCount Full(ReadyEngine engine) =>
        EstateCount.Of(engine.Index, engine.Groups, engine.Populations, Attribute, CancellationToken.None);

    /// <summary>Every table's reader set and count, on two threads, through the question for one table.</summary>
    public static int[] CountReaders(AccessIndex index)
    {
        var counts = new int[index.Facts.Tables.Length];
        Parallel.For(0, counts.Length, s_twoThreads, table => counts[table] = index.Readers(new(table)).Count);
        return counts;
    }

    /// <summary>Who reads the table, with one explanation for each reader: the deciding item and a shortest chain to what it names.</summary>
    /// <returns>How many readers there are, and how many links their chains hold.</returns>
    public static (int Readers, long Links) Who(AccessIndex index, TableOrdinal table)
    {
        var answer = index.WhoCanAccess(table);
        var reasons = index.Reasons(table);
        return (answer.Full.Count + answer.Partial.Count, Links(answer.Full) + Links(answer.Partial));

        long Links(PrincipalSet readers)
        {
            var links = 0L;
            foreach (var reader in readers.Members())
            {
                links += reasons.Of(reader)!.Through.Length;
            }

            return links;
        }
    }

    /// <summary>Which tables the account reads.</summary>
    public static int What(AccessIndex index, PrincipalOrdinal account) =>
        index.WhatCanAccess(account, AccessLevel.Partial).Length;

    /// <summary>The exact difference that the changes make, in (person, table) pairs.</summary>
    /// <exception cref="InvalidOperationException">The changes do not fit the estate.</exception>
    public static (long Gained, long Lost) WhatIf(AccessIndex index, ChangeSet changes)
    {
        var trial = index.After(changes, CancellationToken.None);
        if (trial.Access is not { } access)
        {
            throw new InvalidOperationException(string.Join(' ', trial.Problems.Select(problem => problem.Reason)));
        }

        var difference = access.Diff(CancellationToken.None);
        return (difference.PairsGained, difference.PairsLost);
    }
}
