using System.Collections.Immutable;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>A half-open stretch of time.</summary>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To)
{
    public static Stretch Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Holds(DateTimeOffset at) => From <= at && at < To;

    public Stretch And(Stretch other) => new(From > other.From ? From : other.From, To < other.To ? To : other.To);

    public bool IsEmpty => From >= To;
}

/// <summary>Stretches of time, in no order; they may overlap.</summary>
internal static class HeldTimes
{
    /// <summary>Whether the stretches together hold all of <paramref name="whole"/>.</summary>
    public static bool Cover(IEnumerable<Stretch> stretches, Stretch whole)
    {
        var reached = whole.From;
        foreach (var stretch in stretches.OrderBy(stretch => stretch.From))
        {
            if (stretch.From > reached)
            {
                break;
            }

            reached = stretch.To > reached ? stretch.To : reached;
        }

        return reached >= whole.To;
    }

    public static ImmutableArray<Stretch> And(ImmutableArray<Stretch> one, Stretch other) =>
        [.. one.Select(stretch => stretch.And(other)).Where(both => !both.IsEmpty)];
}
