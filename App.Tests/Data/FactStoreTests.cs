using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using static GovernanceDashboard.Tests.Data.Drafts;

namespace GovernanceDashboard.Tests.Data;

public sealed class FactStoreTests : IDisposable
{
    private static readonly Progress<WorkProgress> s_silent = new();

    private readonly TemporaryFolder _folder = new();
    private readonly FactStore _store;

    public FactStoreTests() => _store = new(new DataFolder(_folder.FullPath), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_store_has_no_snapshots() => Assert.Empty(await _store.SnapshotsAsync(Token));

    [Fact]
    public async Task Every_kind_comes_back_as_it_went_in()
    {
        var person = new PersonAttributes("id-1", "R&D", "ü", "L4", "EU", "Employee", EmploymentStatus.OnLeave, "boss");
        var draft = At(0) with
        {
            Principals =
            [
                new(new(PrincipalId.Group("eng"), PrincipalKind.Group)),
                new(new(PrincipalId.Login("alice"), PrincipalKind.User, "Alice \"A\"", false, person)),
            ],
            Roles = [new(new(PrincipalId.Role("analyst"), PrincipalKind.Role))],
            Memberships = Members(In("alice", "eng"), In("alice", "all\\x")),
            RoleMemberships = [new(new(PrincipalId.Group("eng"), PrincipalId.Role("analyst")))],
            Databases = [new(new("sales", "etl", "hdfs://w", "c"))],
            Tables =
            [
                new(
                    Table(
                        "sales",
                        "orders",
                        new("id", "bigint"),
                        new("n", "string", "c"),
                        new("dt", "date", null, true)
                    )
                ),
            ],
            Policies = [new(Policy(7, updatedAt: Day(-3)), Day(-3))],
            Zones = [new(new("z", Policy(1).Resources, HasTagService: true))],
            Services = [new(new("hive", AccessService.HiveAccessTypes, ["hive"], ["admins"], false))],
            Classifications = [new(new(new("sales", "orders", "id"), "PII", ClassificationBasis.Import))],
            InferredClassifications = [new(new(new("sales", "orders"), "NAME", ClassificationBasis.Rule, true))],
            TableGroups = [new(new("g", ["sales.*"], [new("sales", "orders")], "exec"))],
            Populations = [new(new("Engineers", "department", "R&D"))],
            IntendedAccess = [new(new("group:g", "group:eng", "billing", null, "dpo", "A-1"), Day(-1), Day(9))],
            DataOwners = [new(new("db:sales", "alice", null))],
        };

        var snapshot = await _store.WriteAsync(draft, s_silent, Token);
        var facts = await _store.LoadAsync(snapshot, Day(0), Token);

        Same(draft.Principals.Reverse(), facts.Principals.Where(principal => principal.Kind != PrincipalKind.Role));
        Same(draft.Roles, facts.Principals.Where(principal => principal.Kind == PrincipalKind.Role));
        Assert.Equal(
            [In("alice", "all\\x"), In("alice", "eng"), new(PrincipalId.Group("eng"), PrincipalId.Role("analyst"))],
            facts.Memberships
        );
        Same(draft.Databases, facts.Databases);
        Same(draft.Tables, facts.Tables);
        Same(draft.Policies, facts.Policies);
        Assert.False(facts.Policies[0].AllowItems[0].Accesses[1].IsAllowed);
        Same(draft.Zones, facts.Zones);
        Same(draft.Services, [facts.Service!]);
        Same([draft.InferredClassifications[0], draft.Classifications[0]], facts.Classifications);
        Same(draft.TableGroups, facts.TableGroups);
        Same(draft.Populations, facts.Populations);
        Same(draft.IntendedAccess, facts.IntendedAccess);
        Same(draft.DataOwners, facts.DataOwners);
        Assert.Equal(2, snapshot.Counts["principals"]);
        Assert.Equal(snapshot.Digest, await _store.DigestAsync(snapshot, Token));
        Assert.Equal(
            JsonSerializer.Serialize(snapshot),
            JsonSerializer.Serialize((await _store.SnapshotsAsync(Token))[0])
        );
    }

    [Fact]
    public async Task An_old_snapshot_answers_later_as_it_did_then()
    {
        var first = await WriteAsync(At(0) with { Memberships = Members(In("alice", "eng"), In("bob", "eng")) });
        var before = await _store.LoadAsync(first, Day(0), Token);
        var second = await WriteAsync(At(5) with { Memberships = Members(In("bob", "eng"), In("carol", "eng")) });

        Assert.Equal(before.Memberships, (await _store.LoadAsync(first, Day(0), Token)).Memberships);
        Assert.Equal(first.Digest, await _store.DigestAsync(first, Token));
        Assert.Equal(
            [In("bob", "eng"), In("carol", "eng")],
            (await _store.LoadAsync(second, Day(5), Token)).Memberships
        );
        // Between two imports the earlier one's state stands.
        Assert.Equal(
            [In("alice", "eng"), In("bob", "eng")],
            (await _store.LoadAsync(second, Day(4), Token)).Memberships
        );
    }

    [Fact]
    public async Task A_kind_that_the_import_does_not_see_stays_believed()
    {
        await WriteAsync(At(0) with { Memberships = Members(In("alice", "eng")), Roles = [] });
        var second = await WriteAsync(At(1) with { Databases = [new(new("sales"))] });

        var facts = await _store.LoadAsync(second, Day(1), Token);
        Assert.Equal([In("alice", "eng")], facts.Memberships);
        Assert.Single(facts.Databases);
    }

    [Fact]
    public async Task Facts_are_complete_only_from_the_first_import_of_every_kind_that_decides_access()
    {
        var first = await WriteAsync(At(0) with { Memberships = Members(In("alice", "eng")) });
        var second = await WriteAsync(At(1) with { Policies = [new(Policy(1))] });
        var third = await WriteAsync(At(2) with { Populations = [new(new("all", "department", "x"))] });

        Assert.Equal(Day(0), first.FactsFrom);
        Assert.Equal(Day(1), second.FactsFrom);
        Assert.Equal(Day(1), third.FactsFrom);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.LoadAsync(third, Day(0), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.LoadAsync(third, Day(3), Token));
    }

    [Fact]
    public async Task An_exact_change_counts_from_its_own_instant()
    {
        await WriteAsync(At(0) with { Policies = [new(Policy(1, "old", 1, Day(-9)), Day(-9))] });
        var second = await WriteAsync(At(10) with { Policies = [new(Policy(1, "new", 2, Day(4)), Day(4))] });

        Assert.Equal(
            "old",
            Assert.Single((await _store.LoadAsync(second, Day(4).AddMilliseconds(-1), Token)).Policies).Name
        );
        Assert.Equal("new", Assert.Single((await _store.LoadAsync(second, Day(4), Token)).Policies).Name);
    }

    [Fact]
    public async Task A_change_that_claims_to_be_older_than_what_was_seen_counts_from_the_import()
    {
        await WriteAsync(At(0) with { Policies = [new(Policy(1, "old"), Day(-9))] });
        var second = await WriteAsync(At(10) with { Policies = [new(Policy(1, "new"), Day(-9))] });

        Assert.Equal("old", Assert.Single((await _store.LoadAsync(second, Day(9), Token)).Policies).Name);
        Assert.Equal("new", Assert.Single((await _store.LoadAsync(second, Day(10), Token)).Policies).Name);
    }

    [Fact]
    public async Task A_fact_learned_late_counts_from_when_it_began_but_not_in_the_snapshot_before()
    {
        var first = await WriteAsync(At(0) with { Tables = [] });
        var second = await WriteAsync(At(10) with { Tables = [new(Table("a", "b"), Day(-10))] });

        Assert.Single((await _store.LoadAsync(second, Day(0), Token)).Tables);
        Assert.Empty((await _store.LoadAsync(first, Day(0), Token)).Tables);
    }

    [Fact]
    public async Task The_same_facts_at_a_later_instant_change_nothing_but_the_date()
    {
        var draft = At(0) with
        {
            Memberships = Members(In("alice", "eng")),
            Tables = [new(Table("a", "b", new TableColumn("c", "int")), Day(-10))],
            IntendedAccess = [new(new("db:a", "everyone", null, null, null, null), Day(-1), Day(1))],
        };
        var first = await WriteAsync(draft);
        var second = await WriteAsync(draft with { TakenAt = Day(3) });

        Assert.Equal(first.Digest, second.Digest);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Empty((await _store.LoadAsync(second, Day(3), Token)).IntendedAccess);
    }

    [Fact]
    public async Task Another_declared_end_replaces_the_first_one()
    {
        var audience = new IntendedAccess("db:a", "everyone", null, null, null, null);
        await WriteAsync(At(0) with { Roles = [], IntendedAccess = [new(audience, Day(-1), Day(9))] });
        var second = await WriteAsync(At(5) with { IntendedAccess = [new(audience, Day(-1), Day(3))] });
        var third = await WriteAsync(At(6) with { IntendedAccess = [] });

        Assert.Single((await _store.LoadAsync(second, Day(2), Token)).IntendedAccess);
        Assert.Empty((await _store.LoadAsync(second, Day(4), Token)).IntendedAccess);
        Assert.Single((await _store.LoadAsync(third, Day(2), Token)).IntendedAccess);
    }

    [Fact]
    public async Task An_import_that_is_not_newer_is_refused_and_leaves_nothing()
    {
        await WriteAsync(At(5));
        await Assert.ThrowsAsync<InvalidDataException>(() => WriteAsync(At(5)));
        Assert.Single(await _store.SnapshotsAsync(Token));
    }

    [Fact]
    public async Task Two_facts_with_one_key_are_refused_and_leave_nothing()
    {
        var draft = At(0) with { Memberships = Members(In("alice", "eng"), In("alice", "eng")) };
        await Assert.ThrowsAsync<InvalidDataException>(() => WriteAsync(draft));
        Assert.Empty(await _store.SnapshotsAsync(Token));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAtOnce(cancellation);
        var draft = At(0) with { Memberships = Members(In("alice", "eng")) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _store.WriteAsync(draft, progress, cancellation.Token)
        );
        Assert.Empty(await _store.SnapshotsAsync(Token));
    }

    private Task<Snapshot> WriteAsync(SnapshotDraft draft) => _store.WriteAsync(draft, s_silent, Token);

    private static void Same<T>(IEnumerable<DatedFact<T>> expected, IEnumerable<T> actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected.Select(fact => fact.Value)), JsonSerializer.Serialize(actual));

    private sealed class CancelAtOnce(CancellationTokenSource cancellation) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => cancellation.Cancel();
    }
}
