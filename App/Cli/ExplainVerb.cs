using System.Collections.Immutable;
using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>explain PRINCIPAL TABLE</c>: why somebody can, or cannot, read a table.</summary>
internal static class ExplainVerb
{
    public static Command Create(CommandRunner runner)
    {
        var principal = new Argument<string>("PRINCIPAL") { Description = "A pseudonym or a login" };
        var table = new Argument<string>("TABLE") { Description = "db.table" };
        var column = new Option<string?>("--column") { Description = "Only this column", HelpName = "C" };
        var command = runner.Verb(
            "explain",
            "Why a principal can or cannot read a table: deciding and losing opinions, with their chains",
            new(
                "explain PRINCIPAL TABLE [--column C] [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]",
                "explain p-0a1b2c3d4e sales.orders"
            ),
            async (run, cancellationToken) =>
            {
                var name = run.Table(table);
                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var answer = await run.AskAsync(
                    questions =>
                        questions.ExplainAsync(
                            run.User,
                            picture,
                            run.Get(principal),
                            name,
                            run.Get(column),
                            reason,
                            cancellationToken
                        ),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(Document(answer));
                }
                else
                {
                    Print(run.Text, answer);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(principal);
        command.Add(table);
        command.Add(column);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(ExplainAnswer answer) =>
        new
        {
            principal = answer.Principal.Principal.Text,
            kind = answer.Principal.Principal.Kind,
            table = answer.Table.ToString(),
            column = answer.Column,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            verdict = answer.Verdict,
            level = answer.Level,
            columns = answer.Columns,
            channels = answer.Channels,
            masked = answer.Restrictions.IsMasked,
            maskedOnly = answer.Restrictions.IsMaskedOnly,
            filtered = answer.Restrictions.IsFiltered,
            conditional = answer.IsConditional,
            maskedColumns = RestrictionText.Masks(answer.Restrictions),
            filter = RestrictionText.Filter(answer.Restrictions.Filter),
            whyNot = answer.WhyNot,
            deciding = answer.Deciding.Select(Document),
            losing = answer.Losing.Select(Document),
        };

    private static object Document(ExplainedOpinion explained)
    {
        var opinion = explained.Opinion;
        return new
        {
            effect = opinion.Effect,
            via = opinion.Via,
            policy = opinion.PolicyId,
            policyName = opinion.PolicyName,
            priority = opinion.Priority,
            list = opinion.List,
            item = opinion.ItemIndex,
            chain = explained.Chain.Select(link => new { @namespace = link.Namespace, name = link.Text }),
            arisesAt = opinion.ArisesAt,
            resource = opinion.ResourceText,
            tag = opinion.Tag,
            columns = explained.Columns,
            conditional = opinion.IsConditional,
            loss = explained.Loss,
            sentence = explained.Sentence,
        };
    }

    private static void Print(TextOutput text, ExplainAnswer answer)
    {
        text.Line(answer.Verdict);
        if (answer.WhyNot is { } whyNot && whyNot != answer.Verdict)
        {
            text.Line(whyNot);
        }

        foreach (var sentence in RestrictionText.Sentences(answer.Restrictions))
        {
            text.Line(sentence);
        }

        text.Line($"({QuestionText.Of(answer.Stamp)})");
        Print(text, "What decides", answer.Deciding);
        Print(text, "What does not count", answer.Losing);
    }

    private static void Print(TextOutput text, string heading, ImmutableArray<ExplainedOpinion> opinions)
    {
        if (opinions.IsEmpty)
        {
            return;
        }

        text.Line();
        text.Line($"{heading}: {Figures.Of(opinions.Length, "opinion")}");
        foreach (var explained in opinions)
        {
            var opinion = explained.Opinion;
            text.Line($"- {explained.Sentence}");
            text.Line($"    chain:   {string.Join(" -> ", explained.Chain.Select(link => link.Text))}");
            if (opinion.PolicyId is { } policy)
            {
                var item = opinion.List is { } list ? $", {list} item {opinion.ItemIndex}" : "";
                text.Line($"    source:  policy {policy}{item}, priority {opinion.Priority}");
            }

            if (!explained.Columns.IsEmpty)
            {
                text.Line($"    columns: {QuestionText.List(explained.Columns)}");
            }
        }
    }
}
