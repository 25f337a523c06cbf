using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>One item's (or deny-all-else's) say on one request for one account, through one naming principal.</summary>
internal sealed record Claim(
    Application Application,
    Effect Effect,
    AccessVia Via,
    CompiledItem? Item,
    ImmutableArray<PrincipalId> Chain,
    bool IsConditional
);

/// <summary>How one request of one account is decided, with every claim that spoke (semantics, sections 7 and 8).</summary>
/// <param name="Deciding">Allows where allowed, denies where denied; empty where nothing spoke.</param>
internal sealed record Verdict(
    bool IsAllowed,
    ImmutableArray<Claim> Deciding,
    ImmutableArray<(Claim Claim, LossReason Reason)> Losing
)
{
    /// <param name="applications">By priority, highest first.</param>
    /// <param name="owner">Ordinal of the owner's account, or -1.</param>
    internal static Verdict On(
        List<Application> applications,
        int account,
        int owner,
        bool isSuperUser,
        PrincipalChains chains
    )
    {
        var live = new List<Claim>();
        var losing = new List<(Claim, LossReason)>();
        foreach (var application in applications.Where(application => application.Accounts.Contains(account)))
        {
            Collect(application, account, owner, chains, live, losing);
        }

        if (isSuperUser)
        {
            return new(true, [], [.. losing, .. live.Select(claim => (claim, LossReason.SuperUser))]);
        }

        // The lower bound: an allow counts where it is sure, a deny where it is possible.
        var deciders = live.Where(claim => claim.Effect == Effect.Deny || !claim.IsConditional).ToArray();
        var priority = deciders.Length == 0 ? (int?)null : deciders.Max(PriorityOf);
        var isDenied = deciders.Any(claim => PriorityOf(claim) == priority && claim.Effect == Effect.Deny);
        var winner = isDenied ? Effect.Deny : Effect.Allow;
        var deciding = deciders.Where(claim => PriorityOf(claim) == priority && claim.Effect == winner).ToArray();
        losing.AddRange(
            live.Except(deciding, ReferenceEqualityComparer.Instance)
                .Cast<Claim>()
                .Select(claim => (claim, Reason(claim)))
        );
        return new(deciding.Length > 0 && !isDenied, [.. deciding], [.. losing]);

        LossReason Reason(Claim claim) =>
            PriorityOf(claim) < priority ? LossReason.OutrankedByPriority
            : claim.IsConditional ? LossReason.ConditionUnknown
            : LossReason.DenyBeatsAllow;
    }

    private static int PriorityOf(Claim claim) => claim.Application.Policy.Source.Priority;

    // What one policy says: its denies unless carved out, else its allows unless carved out, else deny-all-else.
    private static void Collect(
        Application application,
        int account,
        int owner,
        PrincipalChains chains,
        List<Claim> live,
        List<(Claim, LossReason)> losing
    )
    {
        var policy = application.Policy;
        var applying = policy
            .Items.Where(item => item.Accesses.Contains(AccessSets.Select) && item.AppliesTo(account, owner))
            .ToArray();
        var opinion = policy.On(AccessSets.Select, account, owner);
        var denyException = Exceptions(PolicyItemList.DenyException);
        var allowException = Exceptions(PolicyItemList.AllowException);
        var isDenied = false;
        foreach (var item in applying.Where(item => item.List == PolicyItemList.Deny))
        {
            isDenied |= denyException != Certainty.Yes;
            Sort(item, Effect.Deny, denyException, denyException == Certainty.Yes ? LossReason.CarvedOut : null);
        }

        foreach (var item in applying.Where(item => item.List == PolicyItemList.Allow))
        {
            Sort(
                item,
                Effect.Allow,
                allowException,
                isDenied ? LossReason.DenyBeatsAllow
                    : allowException == Certainty.Yes ? LossReason.CarvedOut
                    : null
            );
        }

        if (policy.Source.IsDenyAllElse && opinion.HasFlag(Opinion.PossibleDeny) && !isDenied)
        {
            live.Add(
                new(
                    application,
                    Effect.Deny,
                    AccessVia.DenyAllElse,
                    null,
                    [chains.Account],
                    !opinion.HasFlag(Opinion.SureDeny)
                )
            );
        }

        void Sort(CompiledItem item, Effect effect, Certainty exception, LossReason? loss)
        {
            var isConditional =
                policy.IsUncertain
                || policy.SurelySpeaksTo?.Contains(account) == false
                || item.IsUncertain
                || exception == Certainty.Unknown;
            foreach (var (via, chain) in Naming(item, account, owner, chains))
            {
                var claim = new Claim(application, effect, via, item, chain, isConditional);
                if (loss is { } reason)
                {
                    losing.Add((claim, reason));
                }
                else
                {
                    live.Add(claim);
                }
            }
        }

        Certainty Exceptions(PolicyItemList list)
        {
            var exceptions = Array.FindAll(applying, item => item.List == list);
            return exceptions.Length == 0 ? Certainty.No
                : Array.TrueForAll(exceptions, item => item.IsUncertain) ? Certainty.Unknown
                : Certainty.Yes;
        }
    }

    // Every principal of the item through which it applies, in the order in which the item lists them.
    private static IEnumerable<(AccessVia Via, ImmutableArray<PrincipalId> Chain)> Naming(
        CompiledItem item,
        int account,
        int owner,
        PrincipalChains chains
    )
    {
        foreach (var user in item.Source.Users.Distinct())
        {
            if (user == chains.Account.Name)
            {
                yield return (AccessVia.Named, [chains.Account]);
            }

            if (user == CompiledItem.AnyUser)
            {
                yield return (AccessVia.AnyUser, [chains.Account]);
            }

            if (user == CompiledItem.Owner && account == owner)
            {
                yield return (AccessVia.Owner, [chains.Account]);
            }
        }

        foreach (var group in item.Source.Groups.Distinct().Select(PrincipalId.Group))
        {
            if (chains.To(group) is { } chain)
            {
                yield return (group.IsEveryone ? AccessVia.Everyone : AccessVia.Group, chain);
            }
        }

        foreach (var role in item.Source.Roles.Distinct().Select(PrincipalId.Role))
        {
            if (chains.To(role) is { } chain)
            {
                yield return (AccessVia.Role, chain);
            }
        }
    }
}
