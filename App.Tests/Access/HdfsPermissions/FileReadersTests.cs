using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.HdfsPermissions;

/// <summary>The rules of sources 4.2 and 4.3, one by one. ann and bob are in g1, ann in g2 too, cy in neither.</summary>
public sealed class FileReadersTests
{
    private const PathBits R = PathBits.Read;
    private const PathBits X = PathBits.Execute;
    private const PathBits Rx = R | X;
    private const PathBits None = PathBits.None;
    private const PathBits All = Rx | PathBits.Write;

    [Fact]
    public void The_owner_goes_by_the_owners_bits_and_never_falls_through()
    {
        Assert.Equal(["ann"], Readers(Location(Access("ann", "g1", All, None, None))));
        Assert.Equal(["bob", "cy"], Readers(Location(Access("ann", "g1", None, All, All))));
    }

    [Fact]
    public void The_owner_is_not_masked() =>
        Assert.Equal(["ann"], Readers(Location(Access("ann", "g1", All, All, None, mask: None))));

    [Fact]
    public void A_named_user_goes_by_the_entry_and_the_mask_and_never_falls_through()
    {
        Assert.Equal(["cy"], Readers(Location(Access("x", "g0", All, None, None, mask: All, Entry("cy", Rx)))));
        Assert.Empty(Readers(Location(Access("x", "g0", All, None, None, mask: R, Entry("cy", Rx)))));
        Assert.Equal(["ann", "bob"], Readers(Location(Access("x", "g0", All, None, Rx, mask: All, Entry("cy", None)))));
    }

    [Fact]
    public void Two_groups_are_not_added_up() =>
        Assert.Empty(Readers(Location(Access("x", "g1", All, R, None, mask: All, Entry("group:g2", X)))));

    [Fact]
    public void One_sufficient_group_is_enough_though_another_refuses() =>
        Assert.Equal(["ann"], Readers(Location(Access("x", "g1", All, None, None, mask: All, Entry("group:g2", Rx)))));

    [Fact]
    public void Whoever_is_in_a_group_does_not_fall_through_to_others() =>
        Assert.Equal(["cy"], Readers(Location(Access("x", "g1", All, None, Rx))));

    [Fact]
    public void The_mask_takes_bits_from_the_owning_group_too() =>
        Assert.Empty(Readers(Location(Access("x", "g1", All, Rx, None, mask: X))));

    [Fact]
    public void Listing_without_entering_is_not_reading() =>
        Assert.Empty(Readers(Location(Access("x", "g1", All, R, None))));

    [Fact]
    public void Every_ancestor_has_to_be_passed()
    {
        var open = Location(Access("x", "g1", All, Rx, Rx));

        Assert.Equal(["ann", "bob", "cy"], Readers(open));
        Assert.Equal(["ann", "bob"], Readers([new("/w", true, Access("x", "g1", All, X, None)), .. open]));
        Assert.Equal(["cy"], Readers([new("/", true, Access("x", "g1", All, R, X)), .. open]));
    }

    [Fact]
    public void Super_users_pass_everywhere_and_so_does_everybody_where_nothing_is_checked()
    {
        var closed = Location(Access("x", "g0", None, None, None));

        Assert.Equal(["cy"], Readers(closed, new(["cy"], ["supergroup"])));
        Assert.Equal(["ann"], Readers(closed, new(["hdfs"], ["g2"])));
        Assert.Equal(["ann", "bob", "cy"], Readers(closed, new(["hdfs"], [], ChecksPermissions: false)));
    }

    [Fact]
    public void Files_and_directories_below_count_and_some_of_them_are_partial()
    {
        var index = Index([
            .. Location(Access("x", "g1", All, Rx, Rx)),
            new("/w/t/a", false, Access("x", "g1", All, R, R)),
            new("/w/t/b", false, Access("x", "g1", All, R, None)),
        ]);
        var files = index.FileReaders(new(0));

        Assert.Equal(["ann", "bob"], Names(index, files.Full));
        Assert.Equal(["cy"], Names(index, files.Partial));
    }

    [Fact]
    public void A_partition_is_read_without_listing_the_table()
    {
        ImmutableArray<PathPermission> paths =
        [
            .. Location(Access("x", "g1", All, X, None)),
            new("/w/t/dt=1", true, Access("x", "g1", All, Rx, None)),
        ];
        var index = Index(paths);

        Assert.Equal(["ann", "bob"], Names(index, index.FileReaders(new(0)).Partial));
    }

    [Theory]
    [InlineData("/w/t/part", true)] // only a directory named like one is a partition
    [InlineData("/w/t/dt=1", false)]
    public void What_is_no_partition_is_not_read_without_listing_the_table(string path, bool isDirectory) =>
        Assert.True(
            Index([
                    .. Location(Access("x", "g1", All, X, None)),
                    new(path, isDirectory, Access("x", "g1", All, Rx, None)),
                ])
                .FileReaders(new(0))
                .Readers.IsEmpty
        );

    [Fact]
    public void Partitions_elsewhere_count_by_themselves()
    {
        var facts = Make(
            [
                .. Location(Access("x", "g1", All, Rx, None)),
                new("/old", true, Access("x", "g1", All, X, X)),
                new("/old/dt=1", true, Access("x", "g2", All, Rx, Rx)),
            ],
            HdfsService.Default
        ) with
        {
            TableStorages = [new(Facts.Name("sales.t"), ["hdfs://nn/old/dt=1"])],
        };
        var index = Build(facts);
        var files = index.FileReaders(new(0));

        Assert.Equal(["ann", "bob"], Names(index, files.Full));
        Assert.Equal(["cy"], Names(index, files.Partial));
        Assert.False(files.HasGaps);
    }

    [Fact]
    public void A_partition_that_no_listing_holds_leaves_nobody_full()
    {
        var facts = Make(Location(Access("x", "g1", All, Rx, None)), HdfsService.Default) with
        {
            TableStorages = [new(Facts.Name("sales.t"), ["hdfs://nn/old/dt=1"])],
        };
        var files = Build(facts).FileReaders(new(0));

        Assert.True(files.HasGaps);
        Assert.True(files.Full.IsEmpty);
        Assert.Equal(2, files.Partial.Count);
    }

    [Fact]
    public void A_list_that_was_not_listed_leaves_access_open()
    {
        var unknown = new PathAccess("ann", "g1", All, None, None, Rx, [], HasUnknownEntries: true);
        var index = Index(Location(unknown));
        var files = index.FileReaders(new(0));

        Assert.Equal(["ann"], Names(index, files.Full));
        Assert.Equal(["bob", "cy"], Names(index, files.Conditional));
    }

    [Fact]
    public void A_list_that_was_not_listed_opens_nothing_that_its_mask_closes()
    {
        var closed = new PathAccess("ann", "g1", All, None, None, None, [], HasUnknownEntries: true);
        var files = Index(Location(closed)).FileReaders(new(0));

        Assert.Equal(1, files.Full.Count);
        Assert.True(files.Conditional.IsEmpty);
    }

    [Fact]
    public void Reading_files_without_select_is_a_bypass_and_never_part_of_hives_answer()
    {
        var facts = Make(Location(Access("x", "g1", All, Rx, None)), HdfsService.Default) with
        {
            Policies = [Facts.Policy(1, "sales.t.*", allow: [Facts.Item(users: ["ann"])])],
        };
        var index = Build(facts);

        Assert.Equal(["bob"], Names(index, index.Bypass(new(0)).Full));
        Assert.Equal(["ann"], Facts.Readers(index, "sales.t"));
        var explained = index.ExplainFiles(index.FindAccount("bob")!.Value, new(0));
        Assert.True(explained.IsBypass);
        Assert.Equal(PathClass.Groups, explained.Places[0].Way[^1].Class);
        Assert.False(index.ExplainFiles(index.FindAccount("ann")!.Value, new(0)).IsBypass);
        Assert.Equal("sales.t", Assert.Single(BypassedTables(index, "bob")));
        Assert.Empty(BypassedTables(index, "ann"));
    }

    [Theory]
    [InlineData(null, FileCoverage.NoFiles)]
    [InlineData("s3a://bucket/t", FileCoverage.OtherFileSystem)]
    [InlineData("hdfs://nn/elsewhere", FileCoverage.NotListed)]
    public void What_is_not_listed_is_not_known(string? location, FileCoverage coverage)
    {
        var facts = Make(Location(Access("x", "g1", All, Rx, Rx)), HdfsService.Default);
        var index = Build(facts with { Tables = [facts.Tables[0] with { Location = location }] });

        Assert.Equal(coverage, index.FileReaders(new(0)).Coverage);
        Assert.True(index.FileReaders(new(0)).Readers.IsEmpty);
        Assert.False(index.FileReaders(new(0)).HasGaps);
    }

    [Fact]
    public void Without_a_listing_nothing_is_known()
    {
        var index = Build(Make([], null));

        Assert.Equal(FileCoverage.NoListing, index.FileReaders(new(0)).Coverage);
        Assert.Equal(FileCoverage.NoListing, index.ExplainFiles(index.FindAccount("ann")!.Value, new(0)).Coverage);
    }

    [Fact]
    public void Where_files_decide_their_readers_are_hives()
    {
        var facts = Make(Location(Access("x", "g1", All, Rx, None)), HdfsService.Default) with
        {
            Service = AccessService.Of(Authorizer.StorageBased),
        };
        var index = Build(facts);

        Assert.Equal(["ann", "bob"], Facts.Readers(index, "sales.t"));
        Assert.True(index.Bypass(new(0)).Readers.IsEmpty);
        Assert.Contains(
            "/w/t does not allow others listing",
            Facts.Explain(index, "cy", "sales.t").WhyNot,
            StringComparison.Ordinal
        );
    }

    private static ImmutableArray<PathPermission> Location(PathAccess access) => [new("/w/t", true, access)];

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

    private static string[] Readers(ImmutableArray<PathPermission> paths, HdfsService? service = null)
    {
        var index = Build(Make(paths, service ?? HdfsService.Default));
        return Names(index, index.FileReaders(new(0)).Full);
    }

    private static AccessIndex Index(ImmutableArray<PathPermission> paths) => Build(Make(paths, HdfsService.Default));

    private static EstateFacts Make(ImmutableArray<PathPermission> paths, HdfsService? service)
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy"],
            [("g1", ["ann", "bob"]), ("g2", ["ann"])],
            [("sales.t", ["id"])],
            []
        );
        return facts with
        {
            Tables = [facts.Tables[0] with { Location = "hdfs://nn:8020/w/t" }],
            Hdfs = service,
            Paths = [.. paths.OrderBy(path => path.Path, StringComparer.Ordinal)],
        };
    }

    private static AccessIndex Build(EstateFacts facts) =>
        AccessIndex.Build(facts, TestContext.Current.CancellationToken);

    private static string[] Names(AccessIndex index, PrincipalSet accounts) =>
        [.. accounts.Members().Select(account => index.Accounts[account.Value].Id.Name).Order(StringComparer.Ordinal)];

    private static string[] BypassedTables(AccessIndex index, string login) =>
        [
            .. index
                .BypassedTables(index.FindAccount(login)!.Value)
                .Select(access => index.Table(access.Table).Name.ToString()),
        ];
}
