using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>Something about a flow that is missing or wrong.</summary>
/// <param name="Rule">The rule that found it; null where only a record is missing.</param>
/// <param name="Finding">The finding's fingerprint; null where only a record is missing.</param>
public sealed record FlowGap(string Text, string? Rule = null, string? Finding = null);

/// <summary>A flow's impact assessment; null members are not on file.</summary>
/// <param name="SignedOffBy">A pseudonym.</param>
public sealed record FlowAssessment(DateTimeOffset? At, string? ResidualRisk, string? SignedOffBy, DateTimeOffset? Due);

/// <summary>A collection flow with what is on file about it, as it may be shown.</summary>
/// <param name="Since">In this state since then.</param>
/// <param name="Tables">Into which captures are recorded.</param>
/// <param name="People">Of whom captures are recorded.</param>
/// <param name="Pausing">People who pause, or have opted out, at the judged instant.</param>
/// <param name="OptedOut">Of them those who have opted out.</param>
/// <param name="Gaps">Findings first, most severe first.</param>
public sealed record FlowRow(
    string Id,
    string Name,
    FlowState State,
    DateTimeOffset Since,
    string? Purpose,
    string? LawfulBasis,
    string? NoticeVersion,
    string? Consent,
    ImmutableArray<string> Jurisdictions,
    ImmutableArray<string> AllowedFields,
    FlowAssessment Assessment,
    int Tables,
    int People,
    int Pausing,
    int OptedOut,
    ImmutableArray<FlowGap> Gaps
);

/// <summary>Every flow on record: most gaps first, then by id.</summary>
public sealed record FlowsAnswer(ImmutableArray<FlowRow> Rows, AnswerStamp Stamp)
{
    public int Gaps => Rows.Sum(row => row.Gaps.Length);

    public int WithGaps => Rows.Count(row => !row.Gaps.IsEmpty);
}

/// <summary>How the flows stand in one picture.</summary>
internal sealed record FlowBoard(ImmutableArray<FlowRow> Rows)
{
    private const string OptOut = "opt-out";

    public static FlowBoard Of(EstateView view, RuleContext context, ImmutableArray<FindingRow> findings)
    {
        var about = findings
            .SelectMany(finding => finding.Subjects.Select(subject => (subject.Text, finding)))
            .Where(one => one.Text.StartsWith("flow:", StringComparison.Ordinal))
            .ToLookup(one => one.Text, one => one.finding, StringComparer.Ordinal);
        var captures = context.Records.Captures.Where(one => one.From <= context.Now).ToLookup(one => one.Value.Flow);
        var pauses = context.Held(context.Records.Pauses).ToLookup(pause => pause.Flow);
        return new([
            .. context
                .Records.Flows.Where(flow => flow.HeldAt(context.Now))
                .Select(flow => Row(view, flow, captures[flow.Value.Id], pauses[flow.Value.Id], about))
                .OrderByDescending(row => row.Gaps.Length)
                .ThenBy(row => row.Id, StringComparer.Ordinal),
        ]);
    }

    private static FlowRow Row(
        EstateView view,
        HeldFact<CollectionFlow> held,
        IEnumerable<HeldFact<CapturedRows>> captures,
        IEnumerable<CapturePause> pauses,
        ILookup<string, FindingRow> about
    )
    {
        var flow = held.Value;
        CapturedRows[] captured = [.. captures.Select(one => one.Value)];
        CapturePause[] paused = [.. pauses];
        FindingRow[] found = [.. about[FindingQuestions.Shown(view, $"flow:{flow.Id}").Text]];
        return new(
            view.Names.Text(flow.Id),
            view.Names.Text(flow.Name),
            flow.State,
            held.From,
            Shown(flow.Purpose),
            Shown(flow.LawfulBasis),
            Shown(flow.NoticeVersion),
            Shown(flow.Consent),
            flow.Jurisdictions,
            flow.AllowedFields,
            new(
                flow.AssessedAt,
                Shown(flow.ResidualRisk),
                flow.SignedOffBy is { } login ? view.LabelOfLogin(login, null).Reference : null,
                flow.AssessmentDue
            ),
            captured.Select(one => one.Table).Distinct().Count(),
            captured.Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count(),
            paused.Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count(),
            paused.Where(one => one.Kind == OptOut).Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count(),
            [
                .. found.Select(one => new FlowGap(one.Statement, one.Rule.Id, one.Id)),
                .. Missing(flow, found.Select(one => one.Rule.Id).ToHashSet(StringComparer.Ordinal))
                    .Select(text => new FlowGap(text)),
            ]
        );

        string? Shown(string? text) => text is null ? null : view.Names.Text(text);
    }

    // What is on no file. Where a rule says so already, once is enough.
    private static IEnumerable<string> Missing(CollectionFlow flow, HashSet<string> rules) =>
        new[]
        {
            flow.Purpose is null ? "No purpose is on file." : null,
            flow.LawfulBasis is null && !rules.Contains(new LawfulBasisMissing().Info.Id)
                ? "No lawful basis is on file."
                : null,
            flow.NoticeVersion is null && !rules.Contains(new NoticeMissing().Info.Id)
                ? "No version of a notice is on file."
                : null,
            flow.Consent is null ? "Nothing on file says whether people consented or may opt out." : null,
            flow.Jurisdictions.IsEmpty ? "No jurisdiction is on file." : null,
            flow.AllowedFields.IsEmpty ? "No list of the fields that it may capture is on file." : null,
            flow.AssessedAt is null ? "No date of an impact assessment is on file." : null,
            flow.AssessedAt is not null && flow.ResidualRisk is null
                ? "The impact assessment names no residual risk."
                : null,
            flow.AssessmentDue is null && !rules.Contains(new AssessmentOverdue().Info.Id)
                ? "Nobody says when the impact assessment is due for review."
                : null,
        }.OfType<string>();
}

/// <summary>Flows in lines of a file, the same on the page and at the command line.</summary>
public static class FlowLines
{
    public static ImmutableArray<string> Header { get; } =
    [
        "flow",
        "name",
        "state",
        "since",
        "purpose",
        "lawful_basis",
        "notice_version",
        "consent",
        "jurisdictions",
        "allowed_fields",
        "assessed_at",
        "residual_risk",
        "signed_off_by",
        "assessment_due",
        "tables",
        "people",
        "pausing",
        "opted_out",
        "gaps",
        "what_is_missing",
        .. StampColumns.Header,
    ];

    public static IEnumerable<string[]> Rows(FlowsAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Rows.Select(row =>
            (string[])
                [
                    row.Id,
                    row.Name,
                    row.State.ToString(),
                    UtcText.Of(row.Since),
                    row.Purpose ?? "",
                    row.LawfulBasis ?? "",
                    row.NoticeVersion ?? "",
                    row.Consent ?? "",
                    string.Join("; ", row.Jurisdictions),
                    string.Join("; ", row.AllowedFields),
                    UtcText.Of(row.Assessment.At) ?? "",
                    row.Assessment.ResidualRisk ?? "",
                    row.Assessment.SignedOffBy ?? "",
                    UtcText.Of(row.Assessment.Due) ?? "",
                    Count(row.Tables),
                    Count(row.People),
                    Count(row.Pausing),
                    Count(row.OptedOut),
                    Count(row.Gaps.Length),
                    string.Join(" ", row.Gaps.Select(gap => gap.Text)),
                    .. stamp,
                ]
        );
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
