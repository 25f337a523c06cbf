using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>Records that hold at the same time and say different things of the same matter.</summary>
internal static class Overlaps
{
    public static QualityPart Of(QualityFacts facts)
    {
        List<string> rows = [];
        Add(
            facts.IntendedAccess,
            one => $"{one.Scope}\n{one.PrincipalOrRule}",
            one => $"{one.Purpose}\n{one.Level}",
            one => $"intended access to {Place(one.Scope)}: two purposes or levels for one audience at one time"
        );
        Add(
            facts.Exceptions,
            one => $"{one.Scope}\n{one.Principal}",
            one => one.Id,
            one =>
                $"access exception {one.Id} for {Place(one.Scope)}: another one holds for the same principal at that time"
        );
        Add(
            facts.Coverages,
            one => $"{one.Scope}\n{one.Channel}",
            one => one.State.ToString(),
            one => $"log coverage of {Place(one.Scope)}, {one.Channel}: two states at one time"
        );
        var policies = facts.Policies.Where(policy => policy.IsEnabled).ToArray();
        foreach (
            var same in policies
                .GroupBy(policy => (policy.Service, policy.ZoneName, Name: policy.Name.ToUpperInvariant()))
                .Where(same => same.Count() > 1)
        )
        {
            rows.AddRange(
                same.OrderBy(policy => policy.Id)
                    .Skip(1)
                    .Select(policy => $"policy {policy.Id} has the name of policy {same.Min(other => other.Id)}")
            );
        }

        return Parts.Faults(
            "Overlaps",
            2,
            rows.Count,
            facts.IntendedAccess.Length + facts.Exceptions.Length + facts.Coverages.Length + policies.Length,
            "records that contradict another one that holds at the same time, and policies of one name",
            "End the older record where the newer one begins, or take out one of the two; both are counted until then.",
            rows
        );

        void Add<T>(IEnumerable<Period<T>> periods, Func<T, string> matter, Func<T, string> says, Func<T, string> row)
        {
            foreach (var same in periods.GroupBy(period => matter(period.Value), StringComparer.Ordinal))
            {
                // In the order of their beginnings a record overlaps an earlier one that ends after it begins. Of those the one that ends last, and the last to end
                // of those that say something else, are all that have to be remembered: declarations by the hour are many.
                (string? Says, DateTimeOffset To) last = default;
                (string? Says, DateTimeOffset To) other = default;
                foreach (var one in same.OrderBy(period => period.From).ThenBy(period => period.To))
                {
                    var mine = says(one.Value);
                    var against = last.Says == mine ? other : last;
                    if (against.Says is not null && against.To > one.From)
                    {
                        rows.Add(row(one.Value));
                    }

                    if (last.Says == mine)
                    {
                        last.To = last.To > one.To ? last.To : one.To;
                    }
                    else if (last.Says is null || one.To > last.To)
                    {
                        (last, other) = ((mine, one.To), last);
                    }
                    else if (one.To > other.To)
                    {
                        other = (mine, one.To);
                    }
                }
            }
        }
    }

    // A scope may name a person.
    private static string Place(string scope) =>
        scope.StartsWith("principal:", StringComparison.Ordinal) ? "what one principal reads" : scope;
}
