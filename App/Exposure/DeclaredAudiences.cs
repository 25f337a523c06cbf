using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Who is meant to read some tables at the instant of an index (product definitions, "Intended"): identities of people, and service accounts.
/// </summary>
/// <param name="Gross">The declared audience.</param>
/// <param name="Net">It, and those of the access exceptions in force.</param>
/// <param name="Lapsed">Those of access exceptions that have ended.</param>
/// <param name="IsDeclared">False where nobody declared an audience, or the words of one cannot be resolved: then anybody may be meant.</param>
public sealed record TableAudience(PrincipalSet Gross, PrincipalSet Net, PrincipalSet Lapsed, bool IsDeclared);

/// <summary>
/// What is declared about every table of an index at its instant. Tables of the same declarations share a class: some tens on an estate of
/// 45,000 tables. Thread-safe, immutable.
/// </summary>
/// <remarks>
/// The ledger resolves audiences as they change over time; this one answers for the single instant that an index is already built for, in
/// milliseconds. Tests hold both to the same sets.
/// </remarks>
public sealed class DeclaredAudiences
{
    private readonly int[] _classOf;
    private readonly ImmutableArray<Class> _classes;

    private DeclaredAudiences(int[] classOf, ImmutableArray<Class> classes) =>
        (_classOf, _classes) = (classOf, classes);

    /// <summary>How many classes there are.</summary>
    public int Count => _classes.Length;

    /// <param name="number">As <see cref="ClassOf"/> gives it.</param>
    public TableAudience this[int number] => _classes[number].Audience;

    public int ClassOf(TableOrdinal table) => _classOf[table.Value];

    /// <summary>The access exceptions on tables of a class: in force, ended and not begun.</summary>
    public ImmutableArray<HeldFact<AccessException>> ExceptionsOf(int number) => _classes[number].Exceptions;

    /// <param name="exceptions">All that are on file, over all time.</param>
    public static DeclaredAudiences Build(
        AccessIndex index,
        TableGroupIndex groups,
        ImmutableArray<HeldFact<AccessException>> exceptions
    )
    {
        var resolver = new Resolver(index, groups);
        var classOf = new int[index.Facts.Tables.Length];
        var classes = new List<(
            ImmutableList<IntendedAccess> Intended,
            ImmutableList<HeldFact<AccessException>> Exceptions
        )>
        {
            ([], []),
        };

        // Each record splits the classes that it falls into: tables end up together where the same records are about them.
        foreach (var intended in index.Facts.IntendedAccess)
        {
            Split(intended.Scope, before => (before.Intended.Add(intended), before.Exceptions));
        }

        foreach (var exception in exceptions)
        {
            Split(exception.Value.Scope, before => (before.Intended, before.Exceptions.Add(exception)));
        }

        return new(classOf, [.. classes.Select(each => resolver.Resolve(each.Intended, each.Exceptions))]);

        void Split(
            string scope,
            Func<
                (ImmutableList<IntendedAccess> Intended, ImmutableList<HeldFact<AccessException>> Exceptions),
                (ImmutableList<IntendedAccess>, ImmutableList<HeldFact<AccessException>>)
            > with
        )
        {
            var moved = new Dictionary<int, int>();
            foreach (var table in resolver.TablesIn(scope))
            {
                if (!moved.TryGetValue(classOf[table], out var to))
                {
                    moved.Add(classOf[table], to = classes.Count);
                    classes.Add(with(classes[classOf[table]]));
                }

                classOf[table] = to;
            }
        }
    }

    private sealed record Class(TableAudience Audience, ImmutableArray<HeldFact<AccessException>> Exceptions);

    private sealed class Resolver(AccessIndex index, TableGroupIndex groups)
    {
        private readonly PrincipalSet _services = ServicesOf(index);
        private readonly PrincipalSet _none = PrincipalSet.Empty(index.Accounts.Length);

        internal IEnumerable<int> TablesIn(string scope) =>
            ExposureScope.Parse(scope) is { } read
                ? ScopeTables.Of(read, index, groups).Select(table => table.Value)
                : [];

        internal Class Resolve(
            ImmutableList<IntendedAccess> intended,
            ImmutableList<HeldFact<AccessException>> exceptions
        )
        {
            var at = index.Facts.At;
            var isDeclared = !intended.IsEmpty;
            var gross = _none;
            foreach (var one in intended)
            {
                var members = DeclaredWords.MembersOf(one.PrincipalOrRule, index.Members);
                isDeclared &= members is not null;
                gross = gross.Union(members ?? _none);
            }

            var inForce = Fold(exceptions.Where(one => one.HeldAt(at)));
            var net = Identities(gross).Union(inForce);
            return new(
                new(Identities(gross), net, Fold(exceptions.Where(one => one.To <= at)), isDeclared),
                [.. exceptions]
            );
        }

        // An exception that names nobody we know widens nothing.
        private PrincipalSet Fold(IEnumerable<HeldFact<AccessException>> exceptions) =>
            Identities(
                exceptions.Aggregate(
                    _none,
                    (all, one) => all.Union(DeclaredWords.MembersOf(one.Value.Principal, index.Members) ?? _none)
                )
            );

        private PrincipalSet Identities(PrincipalSet accounts) =>
            index.PeopleOf(accounts).Union(accounts.Intersect(_services));
    }

    /// <summary>The service accounts of an index.</summary>
    internal static PrincipalSet ServicesOf(AccessIndex index) =>
        PrincipalSet.Of(
            index.Accounts.Length,
            Enumerable
                .Range(0, index.Accounts.Length)
                .Where(account => index.Accounts[account].Kind == PrincipalKind.ServiceAccount)
                .Select(account => new PrincipalOrdinal(account))
        );
}
