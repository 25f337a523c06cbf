using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>what PRINCIPAL</c>: tables that a person or service account can read.</summary>
internal static class WhatVerb
{
    public static Command Create(CommandRunner runner)
    {
        var principal = new Argument<string>("PRINCIPAL") { Description = "A pseudonym or a login" };
        var command = runner.Verb(
            "what",
            "Tables that a principal can read",
            new(
                "what PRINCIPAL [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]",
                "what p-0a1b2c3d4e --at 2026-03-01T00:00:00Z"
            ),
            async (run, cancellationToken) =>
            {
                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var answer = await run.AskAsync(
                    questions => questions.WhatAsync(run.User, picture, run.Get(principal), reason, cancellationToken),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(principal);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(WhatAnswer answer) =>
        new
        {
            principal = answer.Principal.Principal.Text,
            kind = answer.Principal.Principal.Kind,
            enabled = answer.Principal.IsEnabled,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = Everything(answer).Count(),
            tables = Everything(answer)
                .Select(table => new
                {
                    name = table.Table.Name.ToString(),
                    kind = table.Table.Kind,
                    level = QuestionText.Level(table.Level, table.IsLevelKnown),
                    columns = table.Columns,
                    channels = table.Channels,
                    conditional = table.IsConditional,
                    masked = table.Restrictions.IsMasked,
                    maskedOnly = table.Restrictions.IsMaskedOnly,
                    filtered = table.Restrictions.IsFiltered,
                    maskedColumns = RestrictionText.Masks(table.Restrictions),
                    filter = RestrictionText.Filter(table.Restrictions.Filter),
                    label = table.Table.Label?.ToString() ?? TableSearch.Unknown,
                    classes = table.Table.Classes,
                    views = table.Views.Select(view => view.ToString()),
                    dashboards = table.Dashboards,
                }),
            addresses = answer.Addresses.Select(address => new
            {
                address = address.Address,
                pattern = address.IsPattern,
                conditional = address.IsConditional,
                why = address.Why,
            }),
            filesOnly = answer.FileTables.Length,
            knowsFiles = answer.KnowsFiles,
            viewsOnly = answer.ViewTables.Length,
            viewsNotUnderstood = answer.UnclearViews,
            dashboardsOnly = answer.DashboardTables.Length,
        };

    private static IEnumerable<ReadableTable> Everything(WhatAnswer answer) =>
        answer
            .Tables.Concat(answer.FileTables)
            .Concat(answer.ViewTables)
            .Concat(answer.DashboardTables)
            .OrderBy(table => table.Table.Name);

    private static void Print(TextOutput text, WhatAnswer answer)
    {
        var person = answer.Principal;
        text.Line($"{person.Principal.Text} ({person.Principal.Kind}) {QuestionText.Of(answer.Stamp)}");
        text.Line(
            $"Can read {Figures.Of(answer.Tables.Length, "table")}, {Figures.Count(answer.Tables.Count(table => EstateView.IsSensitive(table.Table)))} of them sensitive or unclassified."
                + (person.IsEnabled ? "" : " The account is disabled.")
        );
        text.Line(
            answer.KnowsFiles
                ? $"Can read the files of {Figures.Of(answer.FileTables.Length, "table")} more without SELECT in Hive (channel files)."
                : "Whether they can read files of other tables past Hive cannot be answered: no listing of HDFS was imported."
        );
        text.Line(
            $"Reads views over {Figures.Of(answer.ViewTables.Length, "table")} more without SELECT on the table itself (channel view; which columns is not known)."
                + (
                    answer.UnclearViews == 0
                        ? ""
                        : $" {Figures.Of(answer.UnclearViews, "view")} of the catalogue could not be understood: what they show is in no list."
                )
        );
        text.Line(
            $"Sees {Figures.Of(answer.DashboardTables.Length, "table")} more on dashboards alone (channel dashboard; which columns is not known)."
        );
        text.Table(
            ["TABLE", "LEVEL", "SEES LESS", "CHANNEL", "LABEL", "CLASSES", "COLUMNS"],
            [
                .. Everything(answer)
                    .Select(table =>
                        new[]
                        {
                            table.Table.Name.ToString(),
                            QuestionText.Level(table.Level, table.IsConditional, table.IsLevelKnown),
                            RestrictionText.Cell(table.Restrictions),
                            QuestionText.List(table.Channels),
                            table.Table.Label?.ToString() ?? TableSearch.Unknown,
                            QuestionText.List(table.Table.Classes),
                            !table.IsLevelKnown ? ViewsText.Columns(table.Views, table.Dashboards)
                            : table.Columns.IsEmpty ? "all"
                            : QuestionText.List(table.Columns),
                        }
                    ),
            ]
        );
        if (!answer.Addresses.IsEmpty)
        {
            text.Line();
            text.Line("Addresses that policies name and let them read (channel url):");
            foreach (var address in answer.Addresses)
            {
                text.Line(
                    $"- {address.Address}{(address.IsPattern ? " (a pattern: other policies may say otherwise of single addresses)" : "")}: {address.Why}"
                );
            }
        }
    }
}
