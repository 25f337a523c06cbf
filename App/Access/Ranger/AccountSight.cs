using System.Numerics;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>What one policy says to one account on every access type: bit i stands for the definition's type i (at most 64).</summary>
internal readonly record struct TypeOpinions(ulong SureAllow, ulong PossibleAllow, ulong SureDeny, ulong PossibleDeny);

/// <summary>
/// Whether one account sees a resource (semantics, section 9), policy after policy as the peer walks them: see <see cref="SightOrder"/>.
/// For one resource; policies are added in that order.
/// </summary>
internal sealed class AccountSight(int types)
{
    private readonly Walk _worst = new(types);
    private readonly Walk _best = new(types);

    // What is heard early can keep the walk from hearing worse, so that neither walk bounds the other.
    internal (bool Sure, bool Possible) Seen => (_worst.IsSeen && _best.IsSeen, _worst.IsSeen || _best.IsSeen);

    internal void Add(CompiledPolicy policy, int account, TypeOpinions opinions, bool isBelow)
    {
        if (policy.SpeaksTo?.Contains(account) == false)
        {
            return;
        }

        var isPresent = !policy.IsUncertain && policy.SurelySpeaksTo?.Contains(account) != false;
        _worst.Ask(policy, opinions.SureAllow, isBelow ? 0 : opinions.PossibleDeny, isPresent);
        _best.Ask(policy, opinions.PossibleAllow, isBelow ? 0 : opinions.SureDeny, true);
    }

    private sealed class Walk(int types)
    {
        private readonly ulong _all = types == 64 ? ulong.MaxValue : (1UL << types) - 1;
        private readonly int[] _priorities = new int[types]; // of each decided type
        private ulong _allowed;
        private ulong _denied;
        private bool? _ruling;
        private int _rulingPriority;
        private bool _isFinal;
        private bool _isPastTags;
        private bool _isDeniedByTags;

        internal bool IsSeen => _ruling == true;

        internal void Ask(CompiledPolicy policy, ulong allow, ulong deny, bool isPresent)
        {
            if (!policy.Source.IsTagPolicy)
            {
                LeaveTags(policy.Priority);
            }

            if (_isFinal)
            {
                return;
            }

            Hear(policy.Priority, allow, deny);
            Rule();
            _isFinal = _ruling == false || (_ruling == true && isPresent && !policy.HoldsDenies);
        }

        private void LeaveTags(int priority)
        {
            if (!_isPastTags)
            {
                _isPastTags = true;
                _isFinal = false;
                _isDeniedByTags = _ruling == false;
            }

            _isFinal |= _isDeniedByTags ? _rulingPriority >= priority : _ruling == true && _rulingPriority > priority;
        }

        private void Hear(int priority, ulong allow, ulong deny)
        {
            for (var left = (allow | deny) & _all; left != 0; left &= left - 1)
            {
                var type = BitOperations.TrailingZeroCount(left);
                var bit = 1UL << type;
                if (((_allowed | _denied) & bit) == 0 || _priorities[type] <= priority)
                {
                    _priorities[type] = priority;
                    _allowed = (_allowed & ~bit) | (allow & bit);
                    _denied = (_denied & ~bit) | (deny & bit);
                }

                if ((allow & _allowed & bit) != 0)
                {
                    break;
                }
            }
        }

        private void Rule()
        {
            if (_allowed != 0 || (_denied == _all && _all != 0))
            {
                _ruling = _allowed != 0;
                _rulingPriority =
                    _allowed != 0 ? _priorities[BitOperations.TrailingZeroCount(_allowed)] : _priorities[0];
            }
        }
    }
}
