using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Tables under the same policies: they have the same readers, whoever is in which group.</summary>
/// <param name="readers">Accounts in Eff, enabled or not.</param>
/// <param name="rule">Who reads them, whoever is in which group; null where only an index can tell.</param>
internal sealed class TableSlice(RuleReaders readers, ReadingRule? rule)
{
    internal RuleReaders Readers => readers;

    internal ReadingRule? Rule => rule;

    internal HashSet<int> Tables { get; } = [];

    /// <summary>Of the tables those that weigh differently to different readers, and only an index can tell how much.</summary>
    internal HashSet<int> Weighed { get; } = [];

    /// <summary>Groups and roles that policies on the tables name.</summary>
    internal required HashSet<PrincipalId> Containers { get; init; }

    /// <summary>Some condition of these policies may ask what somebody is in.</summary>
    internal required bool IsPersonal { get; init; }

    /// <summary>Asks the rule for some accounts anew.</summary>
    /// <returns>False where nothing differs.</returns>
    internal bool Read((int Account, ulong[] Containers)[] accounts) => readers.Read(rule!, accounts);
}
