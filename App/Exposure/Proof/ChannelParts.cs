using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>People to whom tables stand open through the same channels.</summary>
/// <param name="Covered">When all of these channels were logged in full.</param>
internal readonly record struct ChannelPart(PrincipalSet Who, CoveredTime Covered, bool ByFiles, bool ByViews);

/// <summary>
/// People by the channels through which tables stand open to them, with the time in which all of these were logged in full: the same for all
/// tables of one kind. The same sets come again and again, so what they come to is kept. For one thread.
/// </summary>
/// <param name="files">To whom the tables' files may stand open.</param>
/// <param name="views">To whom a view over them may.</param>
internal sealed class ChannelParts(
    TableCoverage coverage,
    PrincipalSet files,
    PrincipalSet views,
    PrincipalSet everyPerson
)
{
    private readonly Dictionary<PrincipalSet, ChannelPart[]> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PrincipalSet, PrincipalSet> _people = new(ReferenceEqualityComparer.Instance);

    /// <summary>Without service accounts.</summary>
    internal PrincipalSet People(PrincipalSet who)
    {
        if (!_people.TryGetValue(who, out var people))
        {
            people = who.Intersect(everyPerson);
            _people.Add(who, people = people.Count == who.Count ? who : people);
        }

        return people;
    }

    internal TableCoverage Coverage => coverage;

    /// <summary>The parts that are not empty.</summary>
    internal ChannelPart[] Of(PrincipalSet who)
    {
        if (!_known.TryGetValue(who, out var known))
        {
            var (byFiles, byViews) = (who.Intersect(files), who.Intersect(views));
            ChannelPart[] parts =
            [
                new(who.Except(byFiles).Except(byViews), coverage.Of(false, false), false, false),
                new(byFiles.Except(byViews), coverage.Of(true, false), true, false),
                new(byViews.Except(byFiles), coverage.Of(false, true), false, true),
                new(byFiles.Intersect(byViews), coverage.Of(true, true), true, true),
            ];
            _known.Add(who, known = Array.FindAll(parts, part => !part.Who.IsEmpty));
        }

        return known;
    }
}
