using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Estate;

/// <summary>Classes set by hand, from the request to every answer that rests on them.</summary>
public sealed class ClassOverridesTests
{
    private const string Reason = "case 17: read by the DPO";

    private static readonly CurrentUser s_dpo = new("dora", AppRole.Dpo);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_override_beats_rules_and_lineage_not_tags_outlives_imports_and_can_be_taken_back()
    {
        await using var import = Estate();
        await import.ImportAsync();
        var active = import.Active();
        var overrides = new ClassOverrides(active, import.Overrides, import.Activity, TimeProvider.System);

        var before = await LabelsAsync(active, Picture.Newest);
        var set = await overrides.SetAsync(s_dpo, new("d", "source", "email"), "internal", Reason, Token);
        var tagged = await overrides.SetAsync(s_dpo, new("d", "tagged"), "PUBLIC", Reason, Token);
        var after = await LabelsAsync(active, Picture.Newest);
        await import.ImportAsync(1);
        await active.RefreshAsync(Token);
        var later = await LabelsAsync(active, Picture.Newest);
        var removed = await overrides.RemoveAsync(s_dpo, new("d", "source", "email"), null, Reason, Token);
        var back = await LabelsAsync(active, Picture.Newest);
        var old = await LabelsAsync(active, new Picture(new SnapshotId(1), null));

        Assert.Equal("source Confidential, copy Confidential, view unknown, tagged Restricted, plain unknown", before);
        Assert.Equal("source Internal, copy Confidential, view unknown, tagged Restricted, plain unknown", after);
        Assert.Equal(after, later);
        Assert.Equal(before, back);
        Assert.Equal(after, old);
        Assert.All(new[] { set, tagged, removed }, outcome => Assert.Null(outcome.Problem));
        var log = await import.Activity.ReadAsync(s_dpo, 0, 10, Token);
        Assert.Equal(
            ["d.source.email no longer set to INTERNAL", "d.tagged set to PUBLIC", "d.source.email set to INTERNAL"],
            log.Where(entry => entry.Action == "classify").Select(entry => entry.What)
        );
        Assert.All(log.Where(entry => entry.Action == "classify"), entry => Assert.Equal(Reason, entry.Reason));
        Assert.Null((await import.Activity.VerifyAsync(Token)).BrokenAt);
    }

    [Fact]
    public async Task What_is_set_by_hand_is_shown_with_who_and_why_flows_on_and_changes_no_access()
    {
        await using var import = Estate();
        await import.ImportAsync();
        var active = import.Active();
        var digest = (await active.ViewAsync(Picture.Newest, Token)).Stamp.Digest;
        var overrides = new ClassOverrides(active, import.Overrides, import.Activity, TimeProvider.System);

        await overrides.SetAsync(s_dpo, new("d", "plain"), "KEYSTROKES", Reason, Token);

        var view = await active.ViewAsync(Picture.Newest, Token);
        var plain = Assert.Single(view.ClassificationsOf(new("d", "plain")));
        Assert.Equal(ClassificationBasis.Override, plain.Basis);
        Assert.StartsWith("override 1 by dora, ", plain.Origin, StringComparison.Ordinal);
        Assert.EndsWith(Reason, plain.Origin!, StringComparison.Ordinal);
        var reached = Assert.Single(view.ClassificationsOf(new("d", "view")), one => one.Class == "KEYSTROKES");
        Assert.Equal((true, "d.plain"), (reached.MayContain, reached.Origin));
        Assert.Equal(digest, view.Stamp.Digest);
        Assert.Equal(digest, await import.Store.DigestAsync(view.Facts.Snapshot, Token));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_a_sentence()
    {
        await using var import = Estate();
        await import.ImportAsync();
        var overrides = new ClassOverrides(import.Active(), import.Overrides, import.Activity, TimeProvider.System);

        Assert.Contains("no class", await ProblemAsync(new("d", "plain"), "NOPE", Reason), StringComparison.Ordinal);
        Assert.Contains("reason", await ProblemAsync(new("d", "plain"), "PII", "x"), StringComparison.Ordinal);
        Assert.Contains("no table d.gone", await MissingAsync(new("d", "gone")), StringComparison.Ordinal);
        Assert.Contains("no column z", await MissingAsync(new("d", "plain", "z")), StringComparison.Ordinal);
        Assert.Contains("not a whole database", await MissingAsync(new("d")), StringComparison.Ordinal);
        var none = await overrides.RemoveAsync(s_dpo, new("d", "plain"), "PII", Reason, Token);
        Assert.Equal("Nothing is set by hand on d.plain as PII.", none.Problem);
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            overrides.SetAsync(new("eve", AppRole.Engineer), new("d", "plain"), "PII", Reason, Token)
        );
        Assert.Empty(await import.Overrides.AllAsync(Token));

        async Task<string> ProblemAsync(ResourceName on, string name, string reason) =>
            (await overrides.SetAsync(s_dpo, on, name, reason, Token)).Problem!;

        async Task<string> MissingAsync(ResourceName on)
        {
            var none = await Assert.ThrowsAsync<NoAnswerException>(() =>
                overrides.SetAsync(s_dpo, on, "PII", Reason, Token)
            );
            Assert.Equal(NoAnswer.NotFound, none.Reason);
            return none.Message;
        }
    }

    // The view reads plain and tagged: what is in them may be in it.
    private static async Task<string> LabelsAsync(ActiveSnapshot active, Picture picture)
    {
        var view = await active.ViewAsync(picture, Token);
        return string.Join(
            ", ",
            new[] { "source", "copy", "view", "tagged", "plain" }.Select(name =>
                $"{name} {view.Tables.Single(table => table.Name.Table == name).Label?.ToString() ?? "unknown"}"
            )
        );
    }

    private static ImportFixture Estate() =>
        new ImportFixture()
            .With("hive/DBS.csv", "DB_ID,NAME\n1,d\n")
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID,VIEW_EXPANDED_TEXT\n1,1,source,MANAGED_TABLE,1,\n2,1,copy,MANAGED_TABLE,2,\n3,1,tagged,MANAGED_TABLE,3,\n4,1,plain,MANAGED_TABLE,4,\n"
                    + "5,1,view,VIRTUAL_VIEW,5,SELECT `p`.`x` FROM `d`.`plain` `p` JOIN `d`.`tagged` `t` ON `p`.`x` = `t`.`x`\n"
            )
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n1,1,\n2,2,\n3,3,\n4,4,\n5,5,\n")
            .With(
                "hive/COLUMNS_V2.csv",
                "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,email,string,0\n2,contact,string,0\n3,x,int,0\n4,x,int,0\n5,x,int,0\n"
            )
            .With(
                "ranger/tags.json",
                """{"op":"add_or_update","serviceName":"h","tags":{"1":{"type":"HR"}},"serviceResources":[{"id":1,"resourceElements":{"database":{"values":["d"]},"table":{"values":["tagged"]}}}],"resourceToTagIds":{"1":[1]}}"""
            )
            .With(
                "lineage/run.json",
                """
                {"eventType":"COMPLETE","eventTime":"2026-02-01T00:00:00Z","run":{"runId":"0190a1b2-0000-7000-8000-000000000001"},
                 "job":{"namespace":"j","name":"copy"},"inputs":[{"namespace":"hive://m:9083","name":"d.source"}],
                 "outputs":[{"namespace":"hive://m:9083","name":"d.copy","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s","fields":{
                   "contact":{"inputFields":[{"namespace":"hive://m:9083","name":"d.source","field":"email","transformations":[{"type":"DIRECT","subtype":"IDENTITY","masking":false}]}]}}}}}]}
                """.ReplaceLineEndings(" ")
            );
}
