using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>What changed between two instants: facts, and effective pairs.</summary>
public sealed partial class EstateQuestions
{
    private const string NoPopulation = "unknown";

    /// <summary>
    /// What a snapshot believes to have changed from one instant to another. People who came or went in between gain and lose with it; they count in the
    /// population that they are in at the later instant, or were in at the earlier one.
    /// </summary>
    /// <param name="from">Null for the first instant that the snapshot can answer for.</param>
    /// <param name="to">Null for the snapshot's own.</param>
    /// <param name="attribute">department, level, region or employment.</param>
    /// <exception cref="NoAnswerException">Also where the instants are the wrong way round, or outside of what the snapshot knows.</exception>
    public async Task<DriftAnswer> DriftAsync(
        CurrentUser user,
        SnapshotId? snapshot,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string attribute,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        DemandAttribute(attribute);
        progress.Report(new("Deciding access at the later instant", 0));
        var after = await ViewAsync(user, AppAction.ViewAccess, new(snapshot, to), cancellationToken);
        var start = from ?? after.Facts.Snapshot.FactsFrom;
        if (start > after.Stamp.At)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Drift runs forward: {UtcText.Short(start)} is after {UtcText.Short(after.Stamp.At)}. Swap the two instants."
            );
        }

        progress.Report(new("Deciding access at the earlier instant", 0));
        var before = await ViewAsync(user, AppAction.ViewAccess, new(after.Stamp.Snapshot, start), cancellationToken);
        progress.Report(new("Reading what changed", 0));
        var changed = await active.ChangedAsync(after.Facts.Snapshot, start, after.Stamp.At, cancellationToken);
        var records = await active.GovernanceAsync(after.Facts.Snapshot, cancellationToken);
        return await Task.Run(
            () =>
            {
                var facts = new DriftFacts(before, after, records.ChangeEvents.Select(held => held.Value));
                return new DriftAnswer(
                    start,
                    after.Stamp.At,
                    facts.Of(changed),
                    Compare(before, after, attribute, progress, cancellationToken),
                    after.Stamp
                );
            },
            cancellationToken
        );
    }

    private static PairDrift Compare(
        EstateView before,
        EstateView after,
        string attribute,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var people = new CommonPeople(before.Index, after.Index);
        var names = new List<string>();
        var populationOf = new int[people.Universe];
        Array.Fill(populationOf, -1);
        Number(after.Populations.Of(attribute), people.OfAfter);
        Number(before.Populations.Of(attribute), people.OfBefore);
        if (Array.IndexOf(populationOf, -1) >= 0)
        {
            // Service accounts are numbered too, and in no population; no set of people holds one.
            names.Add(NoPopulation);
            for (var person = 0; person < populationOf.Length; person++)
            {
                populationOf[person] = populationOf[person] < 0 ? names.Count - 1 : populationOf[person];
            }
        }

        return new DriftCells(attribute, people, names, populationOf, Groups, Weight).Count(
            (done, total) => progress.Report(new("Comparing tables", done, total)),
            cancellationToken
        );

        void Number(ImmutableArray<ResolvedPopulation> populations, Func<PrincipalSet, PrincipalSet> common)
        {
            foreach (var population in populations)
            {
                var place = names.IndexOf(population.Name);
                if (place < 0)
                {
                    place = names.Count;
                    names.Add(population.Name);
                }

                foreach (var person in common(population.People).Members())
                {
                    populationOf[person.Value] = populationOf[person.Value] < 0 ? place : populationOf[person.Value];
                }
            }
        }

        ImmutableArray<string> Groups(TablePair table) =>
            [
                .. (
                    table.After is { } there
                        ? after.Groups.GroupsOf(there)
                        : before.Groups.GroupsOf(table.Before!.Value)
                ).Select(group => group.Group.Name),
            ];

        SeverityWeight Weight(TablePair table) =>
            WeightOf(
                table.After is { } there ? after.Groups.ClassesOf(there) : before.Groups.ClassesOf(table.Before!.Value)
            );
    }

    // The most harmful class counts; one that the taxonomy does not know may be anything.
    private static SeverityWeight WeightOf(ImmutableArray<string> classes)
    {
        var known = classes.Select(ClassTaxonomy.Find).OfType<DataClass>().Select(one => one.Weight).ToArray();
        return known.Length == classes.Length && known.Length > 0 ? new(known.Max(), known.Max())
            : known.Length > 0 ? new(known.Max(), SeverityWeight.Unknown.High)
            : SeverityWeight.Unknown;
    }
}
