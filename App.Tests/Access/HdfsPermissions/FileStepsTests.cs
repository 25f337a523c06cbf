using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.HdfsPermissions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.HdfsPermissions;

/// <summary>What each inode says of an account, in every field, and what is told of places and paths. ann is in g1 and g2, bob in g1.</summary>
public sealed class FileStepsTests
{
    private const PathBits R = PathBits.Read;
    private const PathBits X = PathBits.Execute;
    private const PathBits Rx = R | X;
    private const PathBits None = PathBits.None;
    private const PathBits All = Rx | PathBits.Write;

    [Fact]
    public void Each_class_says_by_whom_and_with_which_bits()
    {
        var named = Access("x", "g1", All, Rx, X, R, Entry("cy", All), Entry("group:g2", Rx));

        Assert.Equal(
            new("/d", R, PathClass.Owner, true, Login("ann"), All, null),
            On("ann", Access("ann", "g1", All, R, R))
        );
        Assert.Equal(
            new("/d", R, PathClass.Owner, false, Login("ann"), X, null),
            On("ann", Access("ann", "g1", X, R, R))
        );
        Assert.Equal(new("/d", R, PathClass.NamedUser, true, Login("cy"), R, All), On("cy", named));
        Assert.Equal(new("/d", X, PathClass.NamedUser, false, Login("cy"), R, All), On("cy", named, X));
        Assert.Equal(new("/d", R, PathClass.Groups, true, Group("g1"), R, Rx), On("ann", named));
        Assert.Equal(new("/d", X, PathClass.Groups, false, Group("g1"), R, Rx), On("ann", named, X));
        Assert.Equal(new("/d", X, PathClass.Other, true, null, X, null), On("dee", named, X));
        Assert.Equal(new("/d", R, PathClass.Other, false, null, X, null), On("dee", named));
        Assert.Equal(
            new("/d", Rx, PathClass.Groups, true, Group("g2"), Rx, null),
            On("ann", Access("x", "g1", All, R, X, All, Entry("group:g2", Rx)), Rx)
        );
    }

    [Fact]
    public void What_no_entry_can_change_is_told_at_once()
    {
        var open = Access("ann", "g1", None, None, None);
        HdfsService unchecked_ = new(["hdfs"], [], ChecksPermissions: false);

        Assert.Equal(new("/d", R, PathClass.Unchecked, true, null, R, null), On("bob", open, R, unchecked_));
        Assert.Equal(
            new("/d", X, PathClass.SuperUser, true, Login("cy"), X, null),
            On("cy", open, X, new(["cy"], ["g1"]))
        );
        Assert.Equal(
            new("/d", X, PathClass.SuperUser, true, Group("g1"), X, null),
            On("bob", open, X, new(["cy"], ["public", "g1"]))
        );
        Assert.Equal(
            new("/d", X, PathClass.Other, false, null, None, null),
            On("dee", open, X, new(["cy"], ["public"]))
        );
    }

    [Theory]
    [InlineData(None, None, false)]
    [InlineData(R, None, null)]
    [InlineData(X, None, false)]
    [InlineData(None, R, null)]
    [InlineData(null, None, false)]
    [InlineData(null, R, null)]
    public void A_list_that_was_not_listed_may_let_in_whom_mask_or_others_allow(
        PathBits? mask,
        PathBits other,
        bool? allowed
    )
    {
        var unknown = new PathAccess("ann", "g1", All, All, other, mask, [], HasUnknownEntries: true);

        Assert.Equal(new("/d", R, PathClass.UnknownEntries, allowed, null, None, null), On("bob", unknown));
        Assert.Equal(new("/d", R, PathClass.Owner, true, Login("ann"), All, null), On("ann", unknown));
        var index = Index([new("/w", true, unknown)]);
        var files = index.FileReadersAt("hdfs://nn/w/");
        Assert.Equal(["ann"], Names(index, files.Full));
    }

    [Fact]
    public void A_group_of_the_name_public_is_not_everybody()
    {
        var named = Access("ann", "public", All, All, None);

        Assert.Equal(new("/d", R, PathClass.UnknownEntries, null, null, None, null), On("bob", named));
        var index = Index([new("/w", true, named)]);
        Assert.Equal(["ann"], Names(index, index.FileReadersAt("/w").Full));
        Assert.Equal(["bob", "cy", "dee"], Names(index, index.FileReadersAt("/w").Conditional));
    }

    [Fact]
    public void A_place_is_told_with_its_way_and_what_refuses_below()
    {
        var open = Access("x", "g1", All, Rx, Rx);
        var closed = Access("x", "g1", All, Rx, None);
        var index = Index([
            new("/", true, open),
            new("/w", true, open),
            new("/w/t", true, open),
            .. Enumerable.Range(0, 7).Select(number => new PathPermission($"/w/t/f{number}", false, closed)),
            new("/w/t/open", false, open),
        ]);

        var place = Assert.Single(index.ExplainFiles(index.FindAccount("cy")!.Value, new(0)).Places);

        Assert.Equal(
            ("hdfs://nn:8020/w/t", false, true, AccessLevel.Partial),
            (place.Location, place.IsPartition, place.IsListed, place.Level)
        );
        Assert.Equal(
            ["/ Execute", "/w Execute", "/w/t Execute, Read"],
            place.Way.Select(step => $"{step.Path} {step.Wanted}")
        );
        Assert.Equal(["/w/t/f0", "/w/t/f1", "/w/t/f2", "/w/t/f3", "/w/t/f4"], place.Refusing.Select(step => step.Path));
        Assert.Equal(7, place.RefusingCount);
        Assert.All(
            place.Refusing,
            step => Assert.Equal((PathClass.Other, R, false), (step.Class, step.Wanted, step.IsAllowed))
        );
        var full = Assert.Single(index.ExplainFiles(index.FindAccount("bob")!.Value, new(0)).Places);
        Assert.Equal((AccessLevel.Full, 0), (full.Level, full.RefusingCount));
    }

    [Fact]
    public void A_directory_that_refuses_is_told_before_what_is_in_it_and_counted_once()
    {
        var index = Index([
            new("/w/t", true, Access("x", "g1", All, Rx, X)),
            new("/w/t/dt=1", true, Access("x", "g1", All, Rx, Rx)),
            new("/w/t/dt=2", true, Access("x", "g1", All, Rx, R)),
            new("/w/t/empty", true, Access("x", "g1", All, Rx, None)),
        ]);

        var place = Assert.Single(index.ExplainFiles(index.FindAccount("cy")!.Value, new(0)).Places);

        Assert.Equal(["/w/t/dt=2", "/w/t/empty"], place.Refusing.Select(step => step.Path));
        Assert.Equal((2, AccessLevel.Partial), (place.RefusingCount, place.Level));
        Assert.Equal([PathClass.NotListed, PathClass.NotListed, PathClass.Other], place.Way.Select(step => step.Class));
        Assert.Equal([true, true, false], place.Way.Select(step => step.IsAllowed));
    }

    [Fact]
    public void Partitions_elsewhere_and_places_that_are_not_listed_are_places_of_their_own()
    {
        var facts = Make([
            new("/w/t", true, Access("x", "g1", All, Rx, None)),
            new("/old", true, Access("x", "g1", All, Rx, Rx)),
        ]);
        var index = Build(facts with { TableStorages = [new(Facts.Name("sales.t"), ["/old", "/gone", "s3a://b/x"])] });

        var explained = index.ExplainFiles(index.FindAccount("cy")!.Value, new(0));

        Assert.Equal(AccessLevel.Partial, explained.Level);
        Assert.Equal(
            [
                ("hdfs://nn:8020/w/t", false, true, AccessLevel.None),
                ("/old", true, true, AccessLevel.Full),
                ("/gone", true, false, AccessLevel.None),
                ("s3a://b/x", true, false, AccessLevel.None),
            ],
            explained.Places.Select(place => (place.Location, place.IsPartition, place.IsListed, place.Level))
        );
        Assert.Equal(
            ["/old"],
            Build(
                    facts with
                    {
                        Tables = [facts.Tables[0] with { Location = null }],
                        TableStorages = [new(Facts.Name("sales.t"), ["/old"])],
                    }
                )
                .ExplainFiles(new(0), new(0))
                .Places.Where(place => place.IsPartition)
                .Select(place => place.Location)
        );
    }

    [Fact]
    public void An_address_may_lie_outside_what_is_known()
    {
        var index = Index([new("/w/t", true, Access("x", "g1", All, Rx, None))]);

        Assert.Equal(FileCoverage.OtherFileSystem, index.FileReadersAt("s3a://bucket/t").Coverage);
        Assert.Equal(FileCoverage.NotListed, index.FileReadersAt("hdfs://nn/nowhere").Coverage);
        Assert.Equal(FileCoverage.Listed, index.FileReadersAt("hdfs://nn/w/t").Coverage);
        Assert.Equal(["ann", "bob"], Names(index, index.FileReadersAt("/w/t").Full));
        var without = Build(Make([]) with { Hdfs = null });
        Assert.Equal(FileCoverage.NoListing, without.FileReadersAt("/w/t").Coverage);
        Assert.Equal(FileCoverage.NoListing, without.FileReadersAt("s3a://bucket/t").Coverage);
    }

    [Fact]
    public void Tables_lie_at_an_address_below_it_or_around_it()
    {
        var facts = Facts.Of(["ann"], [], [("d.a", ["id"]), ("d.b", ["id"]), ("d.c", ["id"]), ("d.e", ["id"])], []);
        string?[] locations = ["hdfs://nn/w/a", "s3a://bucket/b/", null, "/w/e"];
        var index = Build(
            facts with
            {
                Tables = [.. facts.Tables.Select((table, at) => table with { Location = locations[at] })],
                TableStorages = [new(Facts.Name("d.e"), ["/old/e=1", "s3a://bucket/e"])],
            }
        );

        Assert.Equal(["d.a"], At("hdfs://nn/w/a"));
        Assert.Equal(["d.a", "d.e"], At("/w/"));
        Assert.Equal(["d.a"], At("/w/a/part-0"));
        Assert.Equal(["d.e"], At("/old"));
        Assert.Equal(["d.b"], At("s3a://bucket/b"));
        Assert.Equal(["d.b", "d.e"], At("s3a://bucket/"));
        Assert.Empty(At("/w/ab"));

        IEnumerable<string> At(string url) => index.TablesAt(url).Select(table => index.Table(table).Name.ToString());
    }

    private static PrincipalId Login(string name) => PrincipalId.Login(name);

    private static PrincipalId Group(string name) => PrincipalId.Group(name);

    private static PathStep On(string login, PathAccess access, PathBits wanted = R, HdfsService? service = null)
    {
        var facts = Make([]);
        var accounts = new AccountDirectory(facts.Principals);
        var closure = new MembershipClosure(
            accounts,
            facts.Principals,
            facts.Memberships,
            TestContext.Current.CancellationToken
        );
        return new InodeDecision(
            service ?? HdfsService.Default,
            Login(login),
            new(accounts.Find(login)!.Value),
            closure
        ).On(new("/d", true, access), wanted);
    }

    private static PathEntry Entry(string principal, PathBits bits) => new(Facts.Id(principal), bits);

    private static PathAccess Access(
        string owner,
        string group,
        PathBits ownerBits,
        PathBits groupBits,
        PathBits otherBits,
        PathBits? mask = null,
        params PathEntry[] entries
    ) => new(owner, group, ownerBits, groupBits, otherBits, mask, [.. entries]);

    private static AccessIndex Index(ImmutableArray<PathPermission> paths) => Build(Make(paths));

    private static EstateFacts Make(ImmutableArray<PathPermission> paths)
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy", "dee"],
            [("g1", ["ann", "bob"]), ("g2", ["ann"])],
            [("sales.t", ["id"])],
            []
        );
        return facts with
        {
            Tables = [facts.Tables[0] with { Location = "hdfs://nn:8020/w/t" }],
            Hdfs = HdfsService.Default,
            Paths = [.. paths.OrderBy(path => path.Path, StringComparer.Ordinal)],
        };
    }

    private static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);

    private static string[] Names(AccessIndex index, PrincipalSet accounts) =>
        [.. accounts.Members().Select(account => index.Accounts[account.Value].Id.Name).Order(StringComparer.Ordinal)];
}
