using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>
/// Asks the request-level engine about one url for every account: one request for all accounts that the url policies cannot tell apart,
/// which are few, and not one for each of tens of thousands. Made at the first question; immutable.
/// </summary>
internal sealed class UrlReach
{
    private const string Level = "url";
    private const string Read = "read";
    private const string Anything = "any-name";

    private readonly AccountDirectory _accounts;
    private readonly MembershipClosure _closure;
    private readonly ImmutableArray<Policy> _policies;
    private readonly EstateEngine? _engine;
    private readonly ImmutableArray<PrincipalId> _named;
    private readonly Lazy<List<PrincipalSet>> _alike;
    private readonly bool _asksEachByThemselves;

    internal UrlReach(EstateFacts facts, AccountDirectory accounts, MembershipClosure closure)
    {
        (_accounts, _closure) = (accounts, closure);
        _policies =
        [
            .. facts.Policies.Where(policy =>
                policy is { IsEnabled: true, IsTagPolicy: false, Type: PolicyType.Access }
                && policy.Resources.Any(resource => resource.Levels.ContainsKey(Level))
            ),
        ];
        if (facts.Service?.Authorizer == Authorizer.Ranger)
        {
            // Tags are on Hive's resources alone.
            _engine = EstateEngine.Of(
                facts with
                {
                    Policies = _policies,
                    Classifications = [],
                    Tables = [],
                    Databases = [],
                }
            );
        }

        var items = _policies.SelectMany(AllItems).ToArray();
        _named =
        [
            .. items
                .SelectMany(Named)
                .Concat((facts.Service?.SuperUsers ?? []).Select(PrincipalId.Login))
                .Concat((facts.Service?.SuperGroups ?? []).Select(PrincipalId.Group))
                .Where(principal => !principal.IsEveryone)
                .Distinct(),
        ];
        // A condition, or a macro in the address, may hang on the login itself or on any of its groups.
        _asksEachByThemselves =
            items.Any(item => !item.Conditions.IsEmpty)
            || _policies.Any(policy =>
                !policy.Conditions.IsEmpty
                || policy.Resources.Any(resource =>
                    resource.Levels.Values.Any(level =>
                        level.Values.Any(value => value.Contains('{', StringComparison.Ordinal))
                    )
                )
            );
        _alike = new(Alike);
    }

    internal UrlReaders Readers(string url)
    {
        if (_engine is null)
        {
            return new(url, [], 0);
        }

        var found = new Dictionary<(bool IsConditional, long? Policy, PrincipalId? Through), PrincipalSet>();
        foreach (var alike in _alike.Value)
        {
            var account = alike.Members().First();
            var decision = _engine.DecideUrl(_accounts.Accounts[account.Value].Id, url, Read);
            if (decision.Outcome == DecisionOutcome.Denied)
            {
                continue;
            }

            var isConditional = decision.Outcome == DecisionOutcome.Conditional;
            var policy = isConditional ? null : decision.PolicyId;
            var key = (isConditional, policy, ThroughWhom(policy, account));
            found[key] = found.TryGetValue(key, out var others) ? others.Union(alike) : alike;
        }

        return new(
            url,
            [
                .. found.Select(one => new UrlReaderClass(
                    one.Value,
                    one.Key.IsConditional,
                    _policies.FirstOrDefault(policy => policy.Id == one.Key.Policy),
                    one.Key.Through
                )),
            ],
            _policies.Length
        );
    }

    /// <summary>Addresses that the policies name and let the account read, by their text.</summary>
    internal ImmutableArray<ReadableUrl> Addresses(PrincipalOrdinal account)
    {
        if (_engine is null)
        {
            return [];
        }

        var readable = ImmutableArray.CreateBuilder<ReadableUrl>();
        var id = _accounts.Accounts[account.Value].Id;
        foreach (
            var (address, asked) in _policies
                .SelectMany(policy => policy.Resources)
                .Select(resource => resource.Levels.GetValueOrDefault(Level))
                .OfType<ResourceValues>()
                .SelectMany(level => Named(level, id.Name))
                .Distinct()
                .OrderBy(named => named.Address, StringComparer.Ordinal)
        )
        {
            var decision = _engine.DecideUrl(id, asked, Read);
            if (decision.Outcome != DecisionOutcome.Denied)
            {
                var isConditional = decision.Outcome == DecisionOutcome.Conditional;
                var policy = isConditional ? null : decision.PolicyId;
                readable.Add(
                    new(
                        address,
                        asked != address,
                        new(
                            Single(account.Value),
                            isConditional,
                            _policies.FirstOrDefault(one => one.Id == policy),
                            ThroughWhom(policy, account)
                        )
                    )
                );
            }
        }

        return readable.DrainToImmutable();
    }

    // What stands for many addresses is asked about one of them that no policy singles out.
    private static IEnumerable<(string Address, string Asked)> Named(ResourceValues level, string login) =>
        level.IsExcludes
            ? [($"all but {string.Join(", ", level.Values)}", $"any://{Anything}")]
            : level.Values.Select(value =>
                (
                    value,
                    value
                        .Replace("*", Anything, StringComparison.Ordinal)
                        .Replace("?", "x", StringComparison.Ordinal)
                        .Replace("{USER}", login, StringComparison.Ordinal)
                )
            );

    // Each named principal splits every class into those who are in it and those who are not.
    private List<PrincipalSet> Alike()
    {
        if (_asksEachByThemselves)
        {
            return [.. _accounts.All.Members().Select(account => Single(account.Value))];
        }

        var classes = new List<PrincipalSet>();
        if (!_accounts.All.IsEmpty)
        {
            classes.Add(_accounts.All);
        }

        foreach (var members in _named.Select(_closure.Members).Where(members => !members.IsEmpty))
        {
            var finer = new List<PrincipalSet>(classes.Count + 1);
            foreach (var one in classes)
            {
                finer.AddRange(new[] { one.Intersect(members), one.Except(members) }.Where(part => !part.IsEmpty));
            }

            classes = finer;
        }

        return classes;
    }

    private PrincipalSet Single(int account) => PrincipalSet.FromSorted(_accounts.Accounts.Length, [account]);

    private PrincipalId? ThroughWhom(long? id, PrincipalOrdinal account)
    {
        var principals = _policies
            .Where(policy => policy.Id == id)
            .SelectMany(policy => policy.AllowItems.SelectMany(Named))
            .Select(principal =>
                principal == PrincipalId.Login(CompiledItem.AnyUser) ? PrincipalId.Everyone : principal
            );
        foreach (var principal in principals)
        {
            if (principal.IsEveryone || _closure.Members(principal).Contains(account))
            {
                return principal;
            }
        }

        return null;
    }

    private static IEnumerable<PolicyItem> AllItems(Policy policy) =>
        policy.AllowItems.Concat(policy.DenyItems).Concat(policy.AllowExceptions).Concat(policy.DenyExceptions);

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item
            .Users.Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role));
}
