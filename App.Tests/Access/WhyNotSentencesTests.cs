using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.HdfsPermissions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using static GovernanceDashboard.Tests.Scenarios.HiveEstate;

namespace GovernanceDashboard.Tests.Access;

/// <summary>The sentences that say why somebody does not read, where something else than Ranger decides: word for word.</summary>
public sealed class WhyNotSentencesTests
{
    private const string Nothing =
        "Nothing can be read: SELECT on sales.orders is granted neither to this account nor to a role that it holds by default.";

    [Theory]
    [InlineData(PathClass.Owner, PathBits.Read, false, "/d does not allow its owner reading.")]
    [InlineData(PathClass.NamedUser, PathBits.Execute, false, "/d does not allow this login by name passing through.")]
    [InlineData(PathClass.Groups, PathBits.Read | PathBits.Execute, false, "/d does not allow the group eng listing.")]
    [InlineData(PathClass.Other, PathBits.Read, null, "whether /d allows reading hangs on others.")]
    [InlineData(
        PathClass.UnknownEntries,
        PathBits.Read,
        null,
        "whether /d allows reading hangs on an access-control list that was not listed."
    )]
    [InlineData(PathClass.NotListed, PathBits.Read, null, "whether /d allows reading hangs on nobody.")]
    public void The_first_step_that_refuses_is_named(PathClass who, PathBits wanted, bool? isAllowed, string sentence)
    {
        var allowing = new PathStep("/", PathBits.Execute, PathClass.Other, true, null, PathBits.Execute, null);
        var refusing = new PathStep("/d", wanted, who, isAllowed, PrincipalId.Group("eng"), PathBits.None, null);

        Assert.Equal("Nothing can be read: " + sentence, Sentence(AccessLevel.None, [allowing, refusing], []));
        Assert.Equal("Some of it cannot be read: " + sentence, Sentence(AccessLevel.Partial, [allowing], [refusing]));
        Assert.Equal(
            "Some of it cannot be read: the listing of HDFS does not hold all partitions.",
            Sentence(AccessLevel.Partial, [allowing], [])
        );
    }

    [Theory]
    [InlineData(
        FileCoverage.NoListing,
        "Files decide here, and no listing of HDFS was imported: this cannot be answered."
    )]
    [InlineData(FileCoverage.NoFiles, "Files decide here, and this has none.")]
    [InlineData(
        FileCoverage.OtherFileSystem,
        "Files decide here, and these are in another file system than HDFS: this cannot be answered."
    )]
    [InlineData(
        FileCoverage.NotListed,
        "Files decide here, and the listing of HDFS does not hold the location, or what the view reads is not known: this cannot be answered."
    )]
    public void What_files_cannot_answer_is_said(FileCoverage coverage, string sentence) =>
        Assert.Equal(sentence, StorageWhyNot.For(new(new(0), new(0), coverage, AccessLevel.None, false, [])));

    [Fact]
    public void A_grant_that_would_do_elsewhere_is_named()
    {
        Assert.Equal(
            $"{Nothing} A grant on everything has no say: SQL-standard authorization looks at the table alone.",
            Sentence(Grant("ann", table: null))
        );
        Assert.Equal(
            $"{Nothing} A grant on the database sales has no say: SQL-standard authorization looks at the table alone.",
            Sentence(Grant("ann", database: "sales"))
        );
        Assert.Equal(
            $"{Nothing} A grant on the column id has no say: SQL-standard authorization looks at the whole table.",
            Sentence(Grant("ann", column: "id"))
        );
        Assert.Equal(
            $"{Nothing} A grant on a partition has no say: SQL-standard authorization looks at the whole table.",
            Sentence(Grant("ann", partition: "ds=1"))
        );
        Assert.Equal(
            $"{Nothing} A grant on the database sales has no say: SQL-standard authorization looks at the table alone.",
            Sentence(Grant("ann", database: "sales", privilege: "ALL"))
        );
        Assert.Equal(Nothing, Sentence(Grant("bob", database: "sales")));
        Assert.Equal(Nothing, Sentence(Grant("ann", database: "other")));
        Assert.Equal(Nothing, Sentence(Grant("ann", database: "sales", privilege: "update")));
    }

    [Fact]
    public void Without_any_grant_the_older_authorizer_says_where_it_looked() =>
        Assert.Equal(
            "No SELECT reaches it: none on everything, on the database, on the table or on its columns is granted to this account, to a group that it is in, or to a role that it holds.",
            Facts.Explain(Legacy(Grant("bob")), "ann", Orders).WhyNot
        );

    private static string? Sentence(params HiveGrant[] grants) => Facts.Explain(Sql(grants), "ann", Orders).WhyNot;

    private static string Sentence(
        AccessLevel level,
        ImmutableArray<PathStep> way,
        ImmutableArray<PathStep> refusing
    ) =>
        StorageWhyNot.For(
            new(
                new(0),
                new(0),
                FileCoverage.Listed,
                level,
                false,
                [new("hdfs://nn/d", false, true, level, way, refusing, refusing.Length)]
            )
        );
}
