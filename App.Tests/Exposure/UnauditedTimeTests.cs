using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Exposure;

public sealed class UnauditedTimeTests
{
    private static readonly TableName[] s_tables =
    [
        Facts.Name("hr.pay"),
        Facts.Name("hr.leave"),
        Facts.Name("web.hits"),
    ];

    [Fact]
    public void Policies_that_all_audit_leave_declarations_alone() =>
        Assert.Empty(Lines(Held(Facts.Policy(1, "hr.*.*")), Held(Facts.Policy(2, "web.*.*"))));

    [Theory]
    [InlineData("hr.pay.*", "table:hr.pay")]
    [InlineData("hr.pay", "table:hr.pay")]
    [InlineData("hr.pay.name", "table:hr.pay")]
    [InlineData("hr.*.*", "db:hr")]
    [InlineData("h*", "db:hr")]
    [InlineData("WEB.h?ts.*", "db:web")]
    [InlineData("home_{USER}.*.*", "db:hr db:web")]
    public void What_a_policy_without_audit_may_reach_is_not_logged(string resource, string scopes) =>
        Assert.Equal(
            scopes.Split(' ').Select(scope => $"{scope} None policy 7 does not audit 05-03..05-09"),
            Lines(Held(Silent(7, resource), 3, 9))
        );

    [Fact]
    public void A_policy_that_audits_all_columns_of_a_table_makes_up_for_one_that_does_not_while_it_holds()
    {
        var silent = Held(Silent(7, "hr.pay.*"), 3, 9);

        Assert.Equal(
            [
                "table:hr.pay None policy 7 does not audit 05-03..05-05",
                "table:hr.pay None policy 7 does not audit 05-06..05-09",
            ],
            Lines(silent, Held(Facts.Policy(1, "hr.*.*"), 5, 6))
        );
        // One column, another zone, switched off, by tag: not enough.
        Assert.Single(
            Lines(
                silent,
                Held(Facts.Policy(1, "hr.pay.name")),
                Held(Facts.Policy(2, "hr.*.*") with { ZoneName = "z" }),
                Held(Facts.Policy(3, "hr.*.*") with { IsEnabled = false }),
                Held(Facts.Policy(4, "tag:PII"))
            )
        );
    }

    [Fact]
    public void A_tag_policy_without_audit_reaches_what_carries_the_tag()
    {
        ImmutableArray<HeldFact<Classification>> tags =
        [
            Held(new Classification(new("hr", "leave"), "PII", ClassificationBasis.Import)),
        ];

        Assert.Equal(
            ["table:hr.leave None policy 7 does not audit 05-03..05-09"],
            UnauditedTime.Of([Held(Silent(7, "tag:PII"), 3, 9)], tags, s_tables).Select(Line)
        );
    }

    [Fact]
    public void Of_a_change_known_by_bounds_the_longer_silence_counts()
    {
        var silent = new HeldFact<Policy>(Silent(7, "hr.pay.*"), May(4), May(3), May(9), May(8));
        var audits = new HeldFact<Policy>(Facts.Policy(1, "hr.*.*"), May(5), May(4), May(7), May(6));

        Assert.Equal(
            [
                "table:hr.pay None policy 7 does not audit 05-03..05-05",
                "table:hr.pay None policy 7 does not audit 05-06..05-09",
            ],
            Lines(silent, audits)
        );
    }

    [Theory]
    [InlineData(4, 1, 1)] // the mistake does not audit: the tables' own policies do
    [InlineData(1, 0, 2)] // nor do they: who did not read is no longer proven not to have
    public void What_is_declared_full_is_not_where_no_policy_audits(long first, long provenNot, long unknown)
    {
        var history = GoldenHistory.Create();
        history = history with
        {
            Policies =
            [
                .. history.Policies.Select(held =>
                    held.Value.Id < first ? held : held with { Value = held.Value with { IsAuditEnabled = false } }
                ),
            ],
        };
        var ledger = ExposureLedger.Build(
            history,
            ExposureScope.Estate,
            GoldenHistory.Weights,
            GoldenHistory.Day(0),
            GoldenHistory.Day(30),
            new Progress<WorkProgress>(),
            TestContext.Current.CancellationToken
        );

        var proof = AccessProof.Of(
            ledger,
            ExposureBasis.Net,
            history.LogCoverages.AddRange(UnauditedTime.Of(history, ledger.Tables)),
            GoldenHistory.Channels(ledger),
            GoldenHistory.Uses,
            TestContext.Current.CancellationToken
        );

        Assert.Equal((2L, provenNot, unknown), (proof.People.Accessed, proof.People.ProvenNot, proof.People.Unknown));
    }

    private static Policy Silent(long id, string resource) =>
        Facts.Policy(id, resource) with
        {
            IsAuditEnabled = false,
        };

    private static IEnumerable<string> Lines(params ImmutableArray<HeldFact<Policy>> policies) =>
        UnauditedTime.Of(policies, [], s_tables).Select(Line);

    private static string Line(HeldFact<LogCoverage> held) =>
        FormattableString.Invariant(
            $"{held.Value.Scope} {held.Value.State} {held.Value.Reason} {held.FromNotBefore:MM-dd}..{held.To:MM-dd}"
        );

    private static DateTimeOffset May(int day) => new(2026, 5, day, 0, 0, 0, TimeSpan.Zero);

    private static HeldFact<T> Held<T>(T fact, int from = 1, int? to = null) =>
        new(fact, May(from), May(from), to is { } end ? May(end) : null, to is { } until ? May(until) : null);
}
