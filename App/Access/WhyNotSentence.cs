using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Says in one plain sentence why some or all of a table cannot be read. Names policies and groups, never a person.</summary>
internal static class WhyNotSentence
{
    internal static string For(
        AccessIndex index,
        PrincipalOrdinal account,
        TableOrdinal table,
        (int Position, Verdict Verdict)[] onColumns,
        Verdict? onTable,
        ImmutableArray<int> readable
    )
    {
        var refused = onColumns.Where(asked => !asked.Verdict.IsAllowed).Select(asked => asked.Verdict).ToArray();
        var verdicts = refused.Length == 0 && onTable is not null ? [onTable] : refused;
        var subject = readable.IsEmpty
            ? "Nothing can be read"
            : $"{refused.Length} of {onColumns.Length} columns cannot be read";
        return $"{subject}: {Reason(index, account, table, verdicts)}";
    }

    private static string Reason(AccessIndex index, PrincipalOrdinal account, TableOrdinal table, Verdict[] verdicts)
    {
        var denying = Names(verdicts.SelectMany(verdict => verdict.Deciding));
        if (denying.Length > 0)
        {
            return $"{denying} denies it.";
        }

        var conditional = Names(Lost(LossReason.ConditionUnknown));
        if (conditional.Length > 0)
        {
            return $"{conditional} would allow it only under a condition that cannot be checked here.";
        }

        var carvedOut = Names(Lost(LossReason.CarvedOut).Where(claim => claim.Effect == Effect.Allow));
        return carvedOut.Length > 0
            ? $"{carvedOut} allows it, but an exception of the same policy takes it back."
            : index.NearestMiss(account, table);

        IEnumerable<Claim> Lost(LossReason reason) =>
            verdicts
                .SelectMany(verdict => verdict.Losing)
                .Where(lost => lost.Reason == reason)
                .Select(lost => lost.Claim);
    }

    private static string Names(IEnumerable<Claim> claims)
    {
        var names = claims.Select(claim => claim.Application.Policy.Source.Name).Distinct().ToArray();
        return names.Length switch
        {
            0 => "",
            1 => $"policy \"{names[0]}\"",
            _ => $"policy \"{names[0]}\" (and {names.Length - 1} more)",
        };
    }
}
