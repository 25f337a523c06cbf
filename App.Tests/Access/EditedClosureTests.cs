using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Who is in what, on random memberships: against a plain walk over the list, as it stands and after edits.</summary>
public sealed class EditedClosureTests
{
    private static readonly PrincipalId[] s_logins =
    [
        .. Enumerable.Range(0, 7).Select(number => PrincipalId.Login($"u{number}")),
    ];

    // g9 and r9 stand in no list of principals: memberships alone may name them.
    private static readonly PrincipalId[] s_containers =
    [
        .. new[] { "g0", "g1", "g2", "g3", "g9" }.Select(PrincipalId.Group),
        .. new[] { "r0", "r1", "r9" }.Select(PrincipalId.Role),
    ];

    private static readonly ImmutableArray<Principal> s_principals =
    [
        .. s_logins.Select(id => new Principal(id, PrincipalKind.User, IsEnabled: id.Name != "u6")),
        .. s_containers.Where(id => !id.Name.EndsWith('9')).Select(id => new Principal(id, PrincipalKind.Group)),
    ];

    [Fact]
    public void Members_and_containers_are_those_of_a_walk()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var memberships = Memberships(random);
            var closure = Closure(memberships);
            Check(closure, memberships, seed);
            foreach (var member in s_logins.Concat(s_containers))
            {
                Assert.Equal(
                    memberships
                        .Where(edge => edge.Member == member && MembershipClosure.Counts(edge))
                        .Select(edge => edge.Container),
                    closure.DirectContainers(member)
                );
            }
        }
    }

    [Fact]
    public void Edits_lead_to_the_closure_of_the_memberships_as_edited()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var memberships = Memberships(random);
            var closure = Closure(memberships);
            for (var round = 0; round < 4; round++)
            {
                var (accounts, nestings) = random.Next(3) switch
                {
                    0 => (true, false),
                    1 => (false, true),
                    _ => (true, true),
                };
                var before = memberships;
                var delta = new List<MembershipEdge>();
                foreach (var edge in Possible().Where(edge => closure.Find(edge.Container) >= 0))
                {
                    var isAccount = edge.Member.Namespace == PrincipalNamespace.Login;
                    var member = isAccount ? Account(edge.Member) : closure.Find(edge.Member);
                    if (member < 0 || !(isAccount ? accounts : nestings) || random.Next(8) > 0)
                    {
                        continue;
                    }

                    var isThere = memberships.Contains(edge);
                    memberships = isThere ? memberships.Remove(edge) : memberships.Add(edge);
                    delta.Add(new(member, isAccount, closure.Find(edge.Container), !isThere));
                }

                if (delta.Count == 0)
                {
                    continue;
                }

                var earlier = closure;
                closure = closure.With(new(delta), TestContext.Current.CancellationToken);
                Check(closure, memberships, seed);
                Check(earlier, before, seed);
            }
        }
    }

    [Fact]
    public void Who_is_taken_out_of_a_group_that_everyone_is_in_stays_in_it()
    {
        var (inner, outer) = (PrincipalId.Group("g0"), PrincipalId.Group("g1"));
        var closure = Closure([new(s_logins[0], outer), new(PrincipalId.Everyone, inner), new(inner, outer)]);
        var account = Account(s_logins[0]);

        var after = closure.With(
            new MembershipDelta([new(account, true, closure.Find(outer), false)]),
            TestContext.Current.CancellationToken
        );

        Assert.True(after.Members(outer).Contains(account));
        Assert.True(after.Members(outer).Equals(closure.Members(outer)));
    }

    [Theory]
    [InlineData("login:a", "login:b", false)]
    [InlineData("login:a", "group:b", true)]
    [InlineData("group:a", "group:b", true)]
    [InlineData("role:a", "group:b", false)]
    [InlineData("login:a", "group:public", false)]
    [InlineData("login:a", "role:b", true)]
    [InlineData("group:a", "role:b", true)]
    [InlineData("role:a", "role:b", true)]
    public void Some_memberships_do_not_count(string member, string container, bool counts) =>
        Assert.Equal(counts, MembershipClosure.Counts(new(Id(member), Id(container))));

    private static PrincipalId Id(string text) => PrincipalId.TryParse(text, out var id) ? id : default;

    private static int Account(PrincipalId login) => new AccountDirectory(s_principals).Find(login.Name) ?? -1;

    private static MembershipClosure Closure(ImmutableArray<Membership> memberships) =>
        new(new(s_principals), s_principals, memberships, TestContext.Current.CancellationToken);

    private static IEnumerable<Membership> Possible() =>
        from member in s_logins.Concat(s_containers).Append(PrincipalId.Everyone)
        from container in s_containers.Append(PrincipalId.Everyone)
        let edge = new Membership(member, container)
        where member != container && MembershipClosure.Counts(edge)
        select edge;

    // Some of the edges drawn do not count: a role in a group, anything in Everyone.
    private static ImmutableArray<Membership> Memberships(Random random) =>
        [
            .. s_logins
                .Concat(s_containers)
                .Append(PrincipalId.Everyone)
                .SelectMany(member =>
                    s_containers.Append(PrincipalId.Everyone).Select(container => new Membership(member, container))
                )
                .Where(edge => edge.Member != edge.Container && random.Next(9) == 0)
                .OrderBy(_ => random.Next()),
        ];

    private static void Check(MembershipClosure closure, ImmutableArray<Membership> memberships, int seed)
    {
        var directory = new AccountDirectory(s_principals);
        var edges = memberships.Where(MembershipClosure.Counts).ToArray();
        foreach (var container in s_containers)
        {
            var node = closure.Find(container);
            var expected = directory
                .Accounts.Select(account => account.Id)
                .Where(login => Above(login).Contains(container));
            Assert.Equal(expected, Logins(closure.Members(container)));
            if (node < 0)
            {
                Assert.DoesNotContain(edges, edge => edge.Container == container);
                continue;
            }

            Assert.Equal(container, closure.NameOf(node));
            Assert.Equal(expected, Logins(closure.MembersOf(node)));
            Assert.Equal(
                directory.Accounts.Select(account => account.Id).Where(login => edges.Contains(new(login, container))),
                closure.DirectAccounts(node).ToArray().Select(account => directory.Accounts[account].Id)
            );
            Assert.Equal(
                s_containers.Append(PrincipalId.Everyone).Where(inner => edges.Contains(new(inner, container))).Order(),
                closure.Inner(node).ToArray().Select(closure.NameOf).Order()
            );
        }

        foreach (var login in s_logins.Where(login => directory.Find(login.Name) is not null))
        {
            var (nodes, bits) = closure.ContainersOf(directory.Find(login.Name)!.Value);
            Assert.Equal(PrincipalId.Everyone, closure.NameOf(nodes[0]));
            Assert.Equal(Above(login).Order(), nodes.Skip(1).Select(closure.NameOf).Order());
            Assert.Equal(
                nodes.Order(),
                Enumerable.Range(0, closure.Nodes).Where(node => (bits[node / 64] >> (node % 64) & 1) != 0)
            );
        }

        foreach (var member in s_logins.Concat(s_containers))
        {
            Assert.Equal(
                edges.Where(edge => edge.Member == member).Select(edge => edge.Container).Order(),
                closure.DirectContainers(member).Order()
            );
            CheckOrigins(closure, member);
        }

        Assert.Equal(directory.Accounts.Select(account => account.Id), Logins(closure.Members(PrincipalId.Everyone)));
        Assert.Equal([s_logins[2]], Logins(closure.Members(s_logins[2])));
        Assert.Empty(Logins(closure.Members(PrincipalId.Login("u6"))));

        IEnumerable<PrincipalId> Logins(PrincipalSet set) =>
            set.Members().Select(account => directory.Accounts[account.Value].Id);

        HashSet<PrincipalId> Above(PrincipalId member)
        {
            HashSet<PrincipalId> above = [];
            for (
                var next = edges
                    .Where(edge => edge.Member == member || edge.Member.IsEveryone)
                    .Select(edge => edge.Container)
                    .ToArray();
                next.Length > 0;
                next = [
                        .. edges
                            .Where(edge => above.Contains(edge.Member) && !above.Contains(edge.Container))
                            .Select(edge => edge.Container),
                    ]
            )
            {
                above.UnionWith(next);
            }

            return above;
        }

        // Every chain is a shortest one: each step is an edge, and leads one further from the member.
        void CheckOrigins(MembershipClosure found, PrincipalId member)
        {
            var origin = found.ContainersWithOrigin(member);
            Assert.Equal(
                Above(member).Where(above => above != member).Append(PrincipalId.Everyone).Order(),
                origin.Keys.Order()
            );
            Assert.Equal(member, origin[PrincipalId.Everyone]);
            foreach (var (container, from) in origin.Where(pair => !pair.Key.IsEveryone))
            {
                Assert.Contains(new Membership(from, container), edges);
                Assert.True(Distance(container) == (from == member ? 1 : Distance(from) + 1), $"seed {seed}");
            }

            int Distance(PrincipalId to)
            {
                var distance = 0;
                HashSet<PrincipalId> reached = [member];
                while (!reached.Contains(to))
                {
                    reached.UnionWith(
                        edges.Where(edge => reached.Contains(edge.Member)).Select(edge => edge.Container).ToArray()
                    );
                    reached.Add(PrincipalId.Everyone);
                    distance++;
                }

                return distance;
            }
        }
    }
}
