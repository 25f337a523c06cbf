using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// How much of what people may read they do not (metrics 6.4): pairs of Ent by what logs say of the look-back. Counts of pairs; they add up.
/// </summary>
/// <param name="Used">U: a logged, allowed read in the look-back.</param>
/// <param name="ProvenUnused">N: none, and all channels logged in full.</param>
/// <param name="Unknown">K: everything else.</param>
public readonly record struct OverExposure(long Used, long ProvenUnused, long Unknown)
{
    public long Entitled => Used + ProvenUnused + Unknown;

    /// <summary>OER = 1 − |Used ∩ Ent| / |Ent|, taking silence for absence: the naive figure. 0 to 1; null where there is no entitlement.</summary>
    public double? Ratio => Entitled == 0 ? null : (double)(Entitled - Used) / Entitled;

    /// <summary>[N / Ent, (N + K) / Ent]: what is known under incomplete logs. The upper end is the naive figure.</summary>
    public MeasureRange? Bounds =>
        Entitled == 0 ? null : new((double)ProvenUnused / Entitled, (double)(ProvenUnused + Unknown) / Entitled);

    public static OverExposure operator +(OverExposure left, OverExposure right) =>
        new(left.Used + right.Used, left.ProvenUnused + right.ProvenUnused, left.Unknown + right.Unknown);

    /// <summary>Of one table.</summary>
    /// <param name="entitled">Eff at the instant asked about.</param>
    /// <param name="users">Who has read it in the look-back.</param>
    /// <param name="isLogged">Whether all channels were logged in full over the whole look-back.</param>
    public static OverExposure Of(PrincipalSet entitled, PrincipalSet users, bool isLogged)
    {
        var used = entitled.CountIn(users);
        var rest = entitled.Count - used;
        return isLogged ? new(used, rest, 0) : new(used, 0, rest);
    }
}
