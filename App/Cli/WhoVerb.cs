using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>who TABLE</c>: principals that can read a table, or one column of it; <c>who url:URL</c>: an address.</summary>
internal static class WhoVerb
{
    public static Command Create(CommandRunner runner)
    {
        var table = new Argument<string>("TABLE") { Description = "db.table, or url: and an address" };
        var column = new Option<string?>("--column") { Description = "Only this column's readers", HelpName = "C" };
        var command = runner.Verb(
            "who",
            "Principals that can read a table, or an address (url:s3a://lake/raw)",
            new(
                "who TABLE [--column C] [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]",
                "who sales.orders --at 2026-03-01T00:00:00Z"
            ),
            async (run, cancellationToken) =>
            {
                if (WhoUrl.Of(run.Get(table)) is { } url)
                {
                    return run.Get(column) is null
                        ? await WhoUrl.RunAsync(run, url, cancellationToken)
                        : throw new UsageException(
                            "An address has no columns.",
                            "an address without --column",
                            "who url:s3a://lake/raw"
                        );
                }

                var name = run.Table(table);
                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var answer = await run.AskAsync(
                    questions =>
                        questions.WhoAsync(run.User, picture, name, run.Get(column), reason, cancellationToken),
                    cancellationToken
                );
                // By name as it is shown: unmasked names sort otherwise than the pseudonyms that the answer is sorted by.
                ReaderRow[] readers =
                [
                    .. answer
                        .Principals.Concat(answer.FileReaders)
                        .Concat(answer.ViewReaders)
                        .Concat(answer.DashboardReaders)
                        .OrderBy(reader => reader.Principal.Text, StringComparer.Ordinal),
                ];
                if (run.IsJson)
                {
                    run.Json(Document(answer, readers));
                }
                else
                {
                    Print(run.Text, answer, readers);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(table);
        command.Add(column);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(WhoAnswer answer, ReaderRow[] readers) =>
        new
        {
            table = answer.Table.ToString(),
            column = answer.Column,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = readers.Length,
            people = answer.People,
            tableOnly = answer.TableOnly,
            metadataOnly = answer.MetadataOnly,
            maskedOnly = answer.MaskedOnlyPeople,
            principals = readers.Select(reader => new
            {
                name = reader.Principal.Text,
                kind = reader.Principal.Kind,
                level = QuestionText.Level(reader.Level, reader.IsLevelKnown),
                columns = reader.Columns,
                channels = reader.Channels,
                conditional = reader.IsConditional,
                openedBy = reader.OpenedBy,
                masked = reader.Restrictions.IsMasked,
                maskedOnly = reader.Restrictions.IsMaskedOnly,
                filtered = reader.Restrictions.IsFiltered,
                maskedColumns = RestrictionText.Masks(reader.Restrictions),
                filter = RestrictionText.Filter(reader.Restrictions.Filter),
                views = reader.Views.Select(view => view.ToString()),
                dashboards = reader.Dashboards,
            }),
            files = new
            {
                coverage = answer.Bypass.Coverage,
                known = answer.Bypass.IsKnown,
                count = answer.FileReaders.Length,
                people = answer.Bypass.People,
                sentence = answer.Bypass.Sentence,
            },
            canElevate = answer.CanElevate.Select(reader => reader.Principal.Text),
            views = ViewsText.Document(answer.Through, answer.ViewReaders),
            dashboards = DashboardsText.Document(answer.OnDashboards, answer.DashboardReaders),
        };

    private static void Print(TextOutput text, WhoAnswer answer, ReaderRow[] readers)
    {
        var services = answer.Principals.Count(reader => reader.Principal.Kind == PrincipalKind.ServiceAccount);
        var what = answer.Column is null ? answer.Table.ToString() : $"{answer.Table}.{answer.Column}";
        text.Line($"{what} {QuestionText.Of(answer.Stamp)}");
        text.Line(
            $"Can read it: {Figures.Of(answer.Principals.Length, "principal")} ({Figures.Count(answer.People)} people, "
                + $"{Figures.Of(services, "service account")}). "
                + $"Can only count its rows: {Figures.Count(answer.TableOnly)}. Can only see that it exists: {Figures.Count(answer.MetadataOnly)}."
        );
        if (answer.MaskedOnlyPeople > 0)
        {
            text.Line(
                $"{Figures.Count(answer.MaskedOnlyPeople)} people more see masked values only; they are listed, and not among the {Figures.Count(answer.People)}."
            );
        }

        text.Line($"Files: {answer.Bypass.Sentence}");
        text.Line($"Views: {answer.Through.Sentence}");
        text.Line($"Dashboards: {answer.OnDashboards.Sentence}");
        if (!answer.CanElevate.IsEmpty)
        {
            text.Line(
                $"Can elevate (SET ROLE ADMIN) and then read it: {QuestionText.List([.. answer.CanElevate.Select(reader => reader.Principal.Text)])}"
            );
        }

        text.Table(
            ["PRINCIPAL", "KIND", "LEVEL", "SEES LESS", "CHANNEL", "DEPARTMENT", "STATUS", "OPENED BY", "COLUMNS"],
            [
                .. readers.Select(reader =>
                    new[]
                    {
                        reader.Principal.Text,
                        reader.Principal.Kind.ToString(),
                        QuestionText.Level(reader.Level, reader.IsConditional, reader.IsLevelKnown),
                        RestrictionText.Cell(reader.Restrictions),
                        QuestionText.List(reader.Channels),
                        reader.Department ?? "",
                        reader.Status?.ToString() ?? "",
                        reader.OpenedBy ?? "",
                        !reader.IsLevelKnown ? ViewsText.Columns(reader.Views, reader.Dashboards)
                        : reader.Columns.IsEmpty ? "all"
                        : QuestionText.List(reader.Columns),
                    }
                ),
            ]
        );
    }
}
