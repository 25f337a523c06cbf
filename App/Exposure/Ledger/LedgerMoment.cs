using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// What happens at one instant of a history, and what it can bear on. Tables and people are found generously: a table too many costs time,
/// one too few would be wrong.
/// </summary>
internal sealed class LedgerMoment(LedgerPeople people, FactBoard board, PolicyTouch policies, LedgerTables tables)
{
    private readonly List<MomentCause> _causes = [];

    /// <summary>Tables whose policies, columns, tags or existence may differ.</summary>
    internal HashSet<int> Tables { get; } = [];

    /// <summary>Tables for which somebody may have declared something else.</summary>
    internal HashSet<int> Declared { get; } = [];

    /// <summary>Memberships that come or go.</summary>
    internal List<Membership> Memberships { get; } = [];

    /// <summary>Identities of which some account was enabled or disabled.</summary>
    internal HashSet<int> Accounts { get; } = [];

    /// <summary>Some account was.</summary>
    internal bool IsAboutAccounts { get; private set; }

    /// <summary>Everything has to be decided anew.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>Looks at a change before it is applied or after: both count.</summary>
    internal void Look(int number, HistoryChange change)
    {
        var (concerned, whom) = ((HashSet<int>?)null, (HashSet<int>?)null);
        var (isAnyTable, isAnybody) = (false, false);
        foreach (var edit in change.Edits)
        {
            Look(edit);
        }

        _causes.Add(new(number, isAnyTable ? null : concerned ?? [], isAnybody ? null : whom ?? []));
        return;

        void Look(HistoryEdit edit)
        {
            switch (edit.Kind)
            {
                case HistoryKind.Principal:
                    // An attribute that changes opens nothing and closes nothing.
                    if (LedgerRelevance.EnablesOrDisables(change, (Principal)edit.Fact))
                    {
                        isAnyTable = true;
                        IsAboutAccounts = true;
                        if (AddPerson(((Principal)edit.Fact).Id) is { } identity)
                        {
                            Accounts.Add(identity);
                        }
                    }

                    break;
                case HistoryKind.Membership:
                    isAnyTable = true;
                    Memberships.Add((Membership)edit.Fact);
                    isAnybody |= ((Membership)edit.Fact).IsNesting;
                    _ = AddPerson(((Membership)edit.Fact).Member);
                    break;
                case HistoryKind.Table:
                    isAnybody = true;
                    Add(Tables, tables.Find(((TableResource)edit.Fact).Name));
                    break;
                case HistoryKind.Policy:
                    isAnybody = true;
                    AddAll(Tables, Reached((Policy)edit.Fact));
                    break;
                case HistoryKind.Zone:
                    isAnybody = true;
                    AddAll(
                        Tables,
                        tables.Where(name =>
                            board.Find(name) is { } table && policies.Concerns((SecurityZone)edit.Fact, table)
                        )
                    );
                    break;
                case HistoryKind.Classification:
                    isAnybody = true;
                    var resource = ((Classification)edit.Fact).Resource;
                    AddAll(
                        Tables,
                        resource.Table is { } one
                            ? tables.Find(new(resource.Database, one)) is { } at
                                ? [at]
                                : []
                            : tables.In(resource.Database)
                    );
                    break;
                case HistoryKind.TableGroup:
                    isAnybody = isAnyTable = true;
                    AddAll(Tables, Enumerable.Range(0, tables.Count));
                    break;
                case HistoryKind.IntendedAccess:
                    isAnybody = true;
                    AddAll(Declared, tables.Within(((IntendedAccess)edit.Fact).Scope));
                    break;
                case HistoryKind.AccessException:
                    isAnybody = true;
                    AddAll(Declared, tables.Within(((AccessException)edit.Fact).Scope));
                    break;
                case HistoryKind.Service:
                    (IsWhole, isAnybody, isAnyTable) = (true, true, true);
                    break;
                case HistoryKind.HiveGrant:
                case HistoryKind.ViewSources:
                case HistoryKind.TableStorage:
                case HistoryKind.HdfsService:
                case HistoryKind.Path:
                    // Ranger asks none of them; whoever else decides asks all.
                    (IsWhole, isAnybody, isAnyTable) = (IsWhole || !board.IsRanger, true, !board.IsRanger);
                    break;
                case HistoryKind.Database:
                    break;
            }
        }

        void Add(HashSet<int> set, int? table)
        {
            if (table is { } found)
            {
                set.Add(found);
                (concerned ??= []).Add(found);
            }
        }

        void AddAll(HashSet<int> set, IEnumerable<int> found)
        {
            foreach (var table in found)
            {
                set.Add(table);
                (concerned ??= []).Add(table);
            }
        }

        int? AddPerson(PrincipalId id)
        {
            if (id.Namespace != PrincipalNamespace.Login || people.Find(id.Name) is not { } account)
            {
                return null;
            }

            (whom ??= []).Add(people.IdentityOf(account));
            return people.IdentityOf(account);
        }
    }

    /// <summary>A policy or tag comes into season or goes out of it.</summary>
    internal void Look(object timed)
    {
        Tables.UnionWith(
            timed switch
            {
                Policy policy => Reached(policy),
                Classification { Resource: var resource } => resource.Table is { } one
                    ? tables.Find(new(resource.Database, one)) is { } at
                        ? [at]
                        : []
                    : tables.In(resource.Database),
                _ => throw new ArgumentException($"A {timed.GetType().Name} has no season.", nameof(timed)),
            }
        );
    }

    /// <summary>The changes of the moment, and what each can have borne on.</summary>
    internal MomentCauses Causes => MomentCauses.Of(_causes);

    private IEnumerable<int> Reached(Policy policy) =>
        policy.Type == PolicyType.Audit
            ? []
            : (
                people.Policies.Of(policy).Databases is { } databases
                    ? databases.Distinct().SelectMany(tables.In)
                    : Enumerable.Range(0, tables.Count)
            ).Where(table => board.Find(tables.Names[table]) is { } found && policies.Concerns(policy, found));
}
