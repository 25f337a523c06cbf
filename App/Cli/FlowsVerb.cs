using System.CommandLine;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>flows</c>: what is on file about each collection flow, and what is missing.</summary>
internal static class FlowsVerb
{
    public static Command Create(CommandRunner runner)
    {
        var command = runner.Verb(
            "flows",
            "Collection flows with notice, lawful basis, consent and impact assessment, and what of it is missing",
            new("flows [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]", "flows --csv flows.csv"),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var picture = run.Picture;
                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (progress, token) => run.Service<FindingQuestions>().FlowsAsync(run.User, picture, progress, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    flows => new(FlowLines.Header, FlowLines.Rows(flows), "flow"),
                    Document,
                    Print,
                    cancellationToken
                );
            }
        );
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(FlowsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = answer.Rows.Length,
            gaps = answer.Gaps,
            flows = answer.Rows,
        };

    private static void Print(TextOutput text, FlowsAnswer answer)
    {
        text.Line(
            $"{Figures.Of(answer.Rows.Length, "flow")}, {Figures.Of(answer.Gaps, "gap")} in {Figures.Count(answer.WithGaps)} of them, {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            [
                "FLOW",
                "STATE",
                "NOTICE",
                "LAWFUL BASIS",
                "CONSENT",
                "RISK",
                "SIGNED OFF BY",
                "ASSESSMENT DUE",
                TextColumn.Number("PAUSING"),
                TextColumn.Number("GAPS"),
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Id,
                        row.State.ToString(),
                        row.NoticeVersion ?? "-",
                        row.LawfulBasis ?? "-",
                        row.Consent ?? "-",
                        row.Assessment.ResidualRisk ?? "-",
                        row.Assessment.SignedOffBy ?? "-",
                        row.Assessment.Due is { } due ? Instants.Format(due) : "-",
                        Figures.Count(row.Pausing),
                        Figures.Count(row.Gaps.Length),
                    }
                ),
            ]
        );
        foreach (var row in answer.Rows.Where(row => !row.Gaps.IsEmpty))
        {
            text.Line();
            text.Line($"{row.Id}:");
            foreach (var gap in row.Gaps)
            {
                text.Line($"  {gap.Text}{(gap.Finding is null ? "" : $" ({gap.Rule} {gap.Finding})")}");
            }
        }
    }
}
