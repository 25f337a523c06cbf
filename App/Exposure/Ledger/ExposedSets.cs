using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Who is exposed to a table at one moment: in Eff and not in Int, people and service accounts alike. Each pair lies between what is sure
/// and what is possible; gross knows no access exceptions.
/// </summary>
internal sealed record ExposedSets(
    PrincipalSet GrossSure,
    PrincipalSet GrossPossible,
    PrincipalSet NetSure,
    PrincipalSet NetPossible
)
{
    internal static ExposedSets Nobody(PrincipalSet none) => new(none, none, none, none);

    /// <param name="sure">Eff's lower bound, by identity.</param>
    /// <param name="possible">Its upper bound.</param>
    internal static ExposedSets Of(PrincipalSet sure, PrincipalSet possible, Audience audience)
    {
        var none = PrincipalSet.Empty(sure.Universe);
        var isCertain = sure.Equals(possible);
        var grossPossible = possible.Except(audience.Gross);
        var netPossible =
            ReferenceEquals(audience.Gross, audience.Net) || audience.Gross.Equals(audience.Net)
                ? grossPossible
                : possible.Except(audience.Net);
        return new(
            !audience.IsDeclared ? none
                : isCertain ? grossPossible
                : sure.Except(audience.Gross),
            grossPossible,
            !audience.IsDeclared ? none
                : isCertain ? netPossible
                : sure.Except(audience.Net),
            netPossible
        );
    }

    /// <summary>What holds whichever of the two is true.</summary>
    internal ExposedSets Or(ExposedSets other) =>
        ReferenceEquals(this, other)
            ? this
            : new(
                GrossSure.Intersect(other.GrossSure),
                GrossPossible.Union(other.GrossPossible),
                NetSure.Intersect(other.NetSure),
                NetPossible.Union(other.NetPossible)
            );

    internal PrincipalSet this[LedgerLayer layer] =>
        layer switch
        {
            LedgerLayer.GrossSure => GrossSure,
            LedgerLayer.GrossPossible => GrossPossible,
            LedgerLayer.NetSure => NetSure,
            LedgerLayer.NetPossible => NetPossible,
        };

    /// <summary>A bit for each layer in which anybody is.</summary>
    internal int Layers =>
        (GrossSure.IsEmpty ? 0 : 1 << (int)LedgerLayer.GrossSure)
        | (GrossPossible.IsEmpty ? 0 : 1 << (int)LedgerLayer.GrossPossible)
        | (NetSure.IsEmpty ? 0 : 1 << (int)LedgerLayer.NetSure)
        | (NetPossible.IsEmpty ? 0 : 1 << (int)LedgerLayer.NetPossible);

    internal bool IsNobody => GrossPossible.IsEmpty && NetPossible.IsEmpty && GrossSure.IsEmpty && NetSure.IsEmpty;

    /// <summary>After people came and went. What was one set, and goes on alike, stays one.</summary>
    internal ExposedSets After(SheetMove move)
    {
        var made = new Dictionary<PrincipalSet, PrincipalSet>(ReferenceEqualityComparer.Instance);
        return new(
            Of(LedgerLayer.GrossSure),
            Of(LedgerLayer.GrossPossible),
            Of(LedgerLayer.NetSure),
            Of(LedgerLayer.NetPossible)
        );

        PrincipalSet Of(LedgerLayer layer)
        {
            var before = this[layer];
            if ((move.Layers & (1 << (int)layer)) == 0)
            {
                return before;
            }

            if (!made.TryGetValue(before, out var after))
            {
                made.Add(before, after = before.Except(move.Gone).Union(move.Come));
            }

            return after;
        }
    }

    /// <summary>Of each only these. What was one set stays one.</summary>
    internal ExposedSets Within(PrincipalSet some)
    {
        var grossPossible = GrossPossible.Intersect(some);
        var netPossible = ReferenceEquals(NetPossible, GrossPossible) ? grossPossible : NetPossible.Intersect(some);
        return new(
            ReferenceEquals(GrossSure, GrossPossible) ? grossPossible : GrossSure.Intersect(some),
            grossPossible,
            ReferenceEquals(NetSure, NetPossible) ? netPossible : NetSure.Intersect(some),
            netPossible
        );
    }
}

/// <summary>Which of a ledger's four books: whether access exceptions count, and whether a pair is surely exposed or only may be.</summary>
public enum LedgerLayer
{
    GrossSure,
    GrossPossible,
    NetSure,
    NetPossible,
}
