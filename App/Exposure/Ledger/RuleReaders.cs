using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Who reads by one rule now, account by account, enabled or not. Written in place: people come and go ten thousands of times. For one thread.</summary>
internal sealed class RuleReaders
{
    private readonly int _universe;
    private ulong[] _sure;
    private ulong[] _possible; // the same row where nothing is uncertain

    internal RuleReaders(PrincipalSet sure, PrincipalSet possible)
    {
        _universe = sure.Universe;
        _sure = sure.ToRow();
        _possible = ReferenceEquals(sure, possible) ? _sure : possible.ToRow();
    }

    /// <summary>Those who surely read.</summary>
    internal PrincipalSet Sure => PrincipalSet.CopyOf(_universe, _sure);

    /// <summary>Those who may.</summary>
    internal PrincipalSet Possible => PrincipalSet.CopyOf(_universe, _possible);

    internal bool IsCertain => ReferenceEquals(_sure, _possible);

    internal bool Is(int account, bool isSure) => BitRow.IsSet(isSure ? _sure : _possible, account);

    internal void OrInto(Span<ulong> row, bool isSure) => BitRow.Or(row, isSure ? _sure : _possible);

    /// <returns>False where they are the same.</returns>
    internal bool Read(PrincipalSet sure, PrincipalSet possible)
    {
        var (sureRow, possibleRow) = (sure.ToRow(), ReferenceEquals(sure, possible) ? null : possible.ToRow());
        var isSame =
            sureRow.AsSpan().SequenceEqual(_sure) && (possibleRow ?? sureRow).AsSpan().SequenceEqual(_possible);
        (_sure, _possible) = (sureRow, possibleRow ?? sureRow);
        return !isSame;
    }

    /// <summary>Asks the rule for some accounts anew.</summary>
    /// <returns>False where nothing differs.</returns>
    internal bool Read(ReadingRule rule, (int Account, ulong[] Containers)[] accounts)
    {
        var isOther = false;
        foreach (var (account, containers) in accounts)
        {
            var decision = rule.Of(account, containers);
            var (isSure, isPossible) = (decision == AccessDecision.Allowed, decision != AccessDecision.Denied);
            if (Is(account, true) == isSure && Is(account, false) == isPossible)
            {
                continue;
            }

            isOther = true;
            if (isSure != isPossible && IsCertain)
            {
                _possible = (ulong[])_sure.Clone();
            }

            BitRow.Put(_sure, account, isSure);
            BitRow.Put(_possible, account, isPossible);
        }

        return isOther;
    }
}
