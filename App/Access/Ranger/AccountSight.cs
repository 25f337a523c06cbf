namespace GovernanceDashboard.Access.Ranger;

/// <summary>What one policy says to one account on every access type: bit i stands for the definition's type i (at most 64).</summary>
internal readonly record struct TypeOpinions(ulong SureAllow, ulong PossibleAllow, ulong SureDeny, ulong PossibleDeny);

/// <summary>
/// Whether one account sees a resource (semantics, section 9), policy after policy as the peer walks them: an allow of any type that no
/// higher priority denies is seen; a deny through a match below the resource does not count; who is denied every type stops there.
/// </summary>
internal struct AccountSight(int types)
{
    private readonly ulong _all = types == 64 ? ulong.MaxValue : (1UL << types) - 1;
    private Walk _sure;
    private Walk _possible;
    private int? _priority;

    internal readonly (bool Sure, bool Possible) Seen => (_sure.IsSeen, _possible.IsSeen);

    internal void Add(int priority, TypeOpinions opinions, bool isBelow)
    {
        if (priority != _priority)
        {
            _priority = priority;
            _sure.DeniedAbove = _sure.Denied;
            _possible.DeniedAbove = _possible.Denied;
        }

        _sure.Hear(opinions.SureAllow, isBelow ? 0 : opinions.PossibleDeny, _all);
        _possible.Hear(opinions.PossibleAllow, isBelow ? 0 : opinions.SureDeny, _all);
    }

    private struct Walk
    {
        internal ulong Denied;
        internal ulong DeniedAbove;
        internal bool IsSeen;
        private bool _isStopped;

        internal void Hear(ulong allow, ulong deny, ulong all)
        {
            IsSeen |= !_isStopped && (allow & ~DeniedAbove) != 0;
            Denied |= deny;
            _isStopped |= Denied == all && deny != 0;
        }
    }
}
