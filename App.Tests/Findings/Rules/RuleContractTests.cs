using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>
/// What every rule owes its readers. A rule is planted into the generated estate, where <see cref="PlantedTruthTests"/> demands that it finds something there and nothing in the clean twin, or it has a
/// pair of fixtures here.
/// </summary>
public sealed partial class RuleContractTests
{
    /// <summary>By rule that is planted nowhere: an estate where it finds something, and one where it does not.</summary>
    private static readonly Dictionary<string, (RuleEstate Positive, RuleEstate Negative)> s_fixtures = new(
        StringComparer.Ordinal
    )
    {
        ["gate-not-passed"] = (Captured(), Captured(new Approval("A", ApprovalKind.Gate, "db:raw", "x", null))),
        ["lawful-basis-missing"] = (Running(null), Running("consent")),
        ["retention-missing"] = (
            Plain,
            Plain with
            {
                Records = Plain.Records with { RetentionRules = [Held(new RetentionRule("db:raw", 10, null, null))] },
            }
        ),
        ["segregation-breach"] = (Zoned(ZoneKind.Analytics), Zoned(ZoneKind.Dashboard)),
    };

    /// <summary>Rules that are planted nowhere.</summary>
    internal static IReadOnlyCollection<string> WithFixtures => s_fixtures.Keys;

    public static TheoryData<string> Rules => [.. FindingRules.All.Select(rule => rule.Info.Id)];

    public static TheoryData<string> Fixtures => [.. s_fixtures.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_names_itself_what_it_counts_and_what_it_is_evidence_for(string id)
    {
        var info = Assert.Single(FindingRules.All, rule => rule.Info.Id == id).Info;

        Assert.Matches(IdPattern(), info.Id);
        Assert.All(new[] { info.Title, info.Meaning, info.Unit }, text => Assert.NotEqual("", text.Trim()));
        Assert.Contains("Amount:", info.Meaning, StringComparison.Ordinal);
        Assert.NotEmpty(info.Requirements);
        Assert.All(info.Requirements, requirement => Assert.Matches(RequirementPattern(), requirement));
        Assert.NotEmpty(info.Controls);
        Assert.All(info.Controls, control => Assert.Matches(ControlPattern(), control));
        Assert.Equal(info.Requirements.Length, info.Requirements.Distinct().Count());
        Assert.Equal(info.Controls.Length, info.Controls.Distinct().Count());
    }

    [Fact]
    public void One_of_a_unit_is_in_the_singular()
    {
        Assert.Equal(
            ["column", "commitment", "day", "event", "flow", "pair", "person", "read", "row", "table"],
            FindingRules.All.Select(rule => rule.Info.UnitOf(1)).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(FindingRules.All, rule => Assert.Equal(rule.Info.Unit, rule.Info.UnitOf(2)));
    }

    [Fact]
    public void Every_file_of_a_rule_is_listed()
    {
        var rules = typeof(IFindingRule)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IFindingRule))
            );

        Assert.Equal(
            rules.Select(type => type.Name).Order(StringComparer.Ordinal),
            FindingRules.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_rule_that_is_planted_nowhere_has_a_fixture_where_it_finds_and_one_where_it_does_not(string id)
    {
        var rule = FindingRules.All.Single(rule => rule.Info.Id == id);
        var (positive, negative) = s_fixtures[id];

        DemandWhole(positive.Run(rule));
        Assert.Empty(negative.Run(rule));
    }

    /// <summary>Findings that can be shown, argued with and known again.</summary>
    internal static void DemandWhole(IReadOnlyCollection<Finding> findings)
    {
        Assert.NotEmpty(findings);
        Assert.All(
            findings,
            finding =>
            {
                Assert.NotEmpty(finding.Subjects);
                Assert.All(finding.Subjects, subject => Assert.Matches(SubjectPattern(), subject));
                Assert.EndsWith(".", finding.Statement, StringComparison.Ordinal);
                Assert.InRange(finding.Terms.Weight, 0.25, 4);
                Assert.InRange(finding.Terms.People, 0, int.MaxValue);
                Assert.InRange(finding.Amount, 0, long.MaxValue);
                Assert.True(finding.To is null || finding.From <= finding.To);
            }
        );
        Assert.Equal(findings.Count, findings.Select(finding => finding.Fingerprint).Distinct().Count());
    }

    private static RuleEstate Captured(params Approval[] approvals) =>
        Plain with
        {
            Records = Plain.Records with
            {
                Captures = [Held(new CapturedRows("F", new("raw", "keys"), "ann", 4), 6, 7)],
                Approvals = [.. approvals.Select(approval => Held(approval, 5))],
            },
        };

    private static RuleEstate Running(string? basis) =>
        Plain with
        {
            Records = Plain.Records with
            {
                Flows =
                [
                    Held(new CollectionFlow("F", "Keys", "p", basis, [], "N", FlowState.Running, ["US"], May(300))),
                ],
            },
        };

    private static RuleEstate Zoned(ZoneKind stats) =>
        Plain with
        {
            Records = Plain.Records with
            {
                DataZones = [Held(new DataZone("db:raw", ZoneKind.Raw)), Held(new DataZone("db:stats", stats))],
            },
        };

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex IdPattern();

    // Kind and name; a name may hold anything.
    [GeneratedRegex("^[a-z]+:.", RegexOptions.Singleline)]
    private static partial Regex SubjectPattern();

    [GeneratedRegex("^R-(0[1-9]|[1-5][0-9]|6[0-6])$")]
    private static partial Regex RequirementPattern();

    // Frameworks of the evidence pack (5.4), each with a clause.
    [GeneratedRegex(
        @"^(GDPR \d+.*|CCPA 1798\..+|CSF 2\.0 [A-Z]{2}\.[A-Z]{2}-\d\d|ISO 27001 A\..+|ISO 42001 A\..+|NIST AI RMF [A-Z]+ \d\.\d+)$"
    )]
    private static partial Regex ControlPattern();
}
