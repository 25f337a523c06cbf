using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// What of a history can bear on the tables and people of one ledger. Generous: a change too many costs time, one too few would be wrong.
/// A change whose time is in doubt counts always, unless it can bear on nobody at all.
/// </summary>
internal sealed class LedgerRelevance
{
    private readonly LedgerPeople _people;
    private readonly LedgerTables _tables;
    private readonly bool _isRanger;
    private readonly HashSet<PrincipalId>? _containers; // null: any
    private readonly bool _isPerson;
    private readonly int? _person;

    internal LedgerRelevance(LedgerGround ground, ExposureScope scope, LedgerTables tables)
    {
        (_people, _tables) = (ground.People, tables);
        _isPerson = scope.Kind == ScopeKind.Person;
        _person = _isPerson && _people.Find(scope.Name) is { } account ? _people.IdentityOf(account) : null;
        _isRanger = true;
        var named = new HashSet<PrincipalId>();
        var nestings = new List<Membership>();
        var isAnybody = false;
        foreach (var edit in ground.General)
        {
            switch (edit)
            {
                case { Kind: HistoryKind.Service, Fact: AccessService service }:
                    _isRanger &= service.Authorizer == Authorizer.Ranger;
                    named.UnionWith(service.SuperGroups.Select(PrincipalId.Group));
                    break;
                case { Kind: HistoryKind.Policy, Fact: Policy policy } when SpeaksHere(policy):
                    // A condition may ask for any group.
                    isAnybody |= _people.Policies.Of(policy).HasConditions;
                    named.UnionWith(_people.Policies.Of(policy).Named);
                    break;
                case { Kind: HistoryKind.IntendedAccess, Fact: IntendedAccess intended }:
                    Name(intended.PrincipalOrRule);
                    break;
                case { Kind: HistoryKind.AccessException, Fact: AccessException exception }:
                    Name(exception.Principal);
                    break;
                case { Kind: HistoryKind.Membership, Fact: Membership { IsNesting: true } nesting }:
                    nestings.Add(nesting);
                    break;
            }
        }

        _containers = isAnybody ? null : Below(named, nestings);

        void Name(string text)
        {
            if (PrincipalId.TryParse(text, out var id))
            {
                named.Add(id);
            }
        }
    }

    internal bool Bears(HistoryChange change) =>
        change.IsExact
            ? change.Edits.Any(edit => Bears(edit) && !IsIdle(change, edit))
            : change.Edits.Any(edit => !IsIdle(change, edit));

    /// <summary>Whether the walk has to know of the fact.</summary>
    internal bool Bears(HistoryEdit edit) =>
        edit.Kind switch
        {
            HistoryKind.Principal
            or HistoryKind.Zone
            or HistoryKind.Service
            or HistoryKind.TableGroup
            or HistoryKind.IntendedAccess
            or HistoryKind.AccessException => true,
            HistoryKind.Membership => !_isRanger || Bears((Membership)edit.Fact),
            HistoryKind.Table => _tables.Find(((TableResource)edit.Fact).Name) is not null,
            HistoryKind.Classification or HistoryKind.Policy => Bears(edit.Fact),
            // Ranger asks none of them; whoever else decides asks all.
            HistoryKind.HiveGrant
            or HistoryKind.ViewSources
            or HistoryKind.TableStorage
            or HistoryKind.HdfsService
            or HistoryKind.Path => !_isRanger,
            HistoryKind.Database => false,
        };

    /// <summary>The same of a policy or a tag.</summary>
    internal bool Bears(object timed) =>
        timed switch
        {
            Policy policy => SpeaksHere(policy),
            Classification { Resource: { Table: { } name } resource } => _tables.Find(new(resource.Database, name))
                is not null,
            Classification { Resource: var resource } => _tables.In(resource.Database).Any(),
            _ => true,
        };

    /// <summary>Whether the change enables the account or disables it: else it is about its attributes, which open nothing.</summary>
    internal static bool EnablesOrDisables(HistoryChange change, Principal principal)
    {
        if (principal.Id.Namespace != PrincipalNamespace.Login)
        {
            return false;
        }

        var balance = 0;
        foreach (var edit in change.Edits)
        {
            if (
                edit is { Kind: HistoryKind.Principal, Fact: Principal { IsEnabled: true } one }
                && one.Id == principal.Id
            )
            {
                balance += edit.IsAdded ? 1 : -1;
            }
        }

        return balance != 0;
    }

    private static bool IsIdle(HistoryChange change, HistoryEdit edit) =>
        edit is { Kind: HistoryKind.Principal, Fact: Principal principal } && !EnablesOrDisables(change, principal);

    private bool Bears(Membership membership) =>
        (_containers is null || _containers.Contains(membership.Container))
        && (
            !_isPerson
            || membership.IsNesting
            || (_people.Find(membership.Member.Name) is { } account && _people.IdentityOf(account) == _person)
        );

    private bool SpeaksHere(Policy policy) =>
        policy.IsTagPolicy
        || _people.Policies.Of(policy).Databases is not { } databases
        || databases.Any(database => _tables.In(database).Any());

    // They and all that was ever in them.
    private static HashSet<PrincipalId> Below(HashSet<PrincipalId> named, List<Membership> nestings)
    {
        var inner = nestings.ToLookup(nesting => nesting.Container, nesting => nesting.Member);
        var below = new HashSet<PrincipalId>(named);
        var open = new Stack<PrincipalId>(named);
        while (open.TryPop(out var container))
        {
            foreach (var member in inner[container])
            {
                if (below.Add(member))
                {
                    open.Push(member);
                }
            }
        }

        return below;
    }
}
