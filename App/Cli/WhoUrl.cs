using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>who url:URL</c>: who can read an address, by policies on addresses and by permissions of files.</summary>
internal static class WhoUrl
{
    private const string Prefix = "url:";

    /// <summary>The address that the argument names; null where it names a table.</summary>
    /// <exception cref="UsageException">What comes after the prefix is no address.</exception>
    public static string? Of(string argument)
    {
        if (!argument.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var address = argument[Prefix.Length..];
        return address.StartsWith('/') || address.IndexOf("://", StringComparison.Ordinal) > 0
            ? address
            : throw new UsageException(
                address.Length == 0 ? "After url: comes no address." : $"'{address}' is no address.",
                "an address with its scheme, or a path that begins with a slash",
                "who url:s3a://lake/raw"
            );
    }

    public static async Task<int> RunAsync(CommandRun run, string url, CancellationToken cancellationToken)
    {
        var (picture, reason) = (run.Picture, run.UnmaskReason);
        var answer = await run.AskAsync(
            questions => questions.PathAsync(run.User, picture, url, reason, cancellationToken),
            cancellationToken
        );
        PathReaderRow[] readers = [.. answer.Readers.OrderBy(reader => reader.Principal.Text, StringComparer.Ordinal)];
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

    private static object Document(PathAnswer answer, PathReaderRow[] readers) =>
        new
        {
            url = answer.Url,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = readers.Length,
            people = answer.PolicyPeople,
            policies = answer.PolicySentence,
            files = new
            {
                coverage = answer.Coverage,
                people = answer.FilePeople,
                sentence = answer.FilesSentence,
            },
            principals = readers.Select(reader => new
            {
                name = reader.Principal.Text,
                kind = reader.Principal.Kind,
                channels = reader.Channels,
                conditional = reader.IsConditional,
                filesLevel = reader.FilesLevel,
                why = reader.Why,
            }),
            tableCount = answer.TableCount,
            tables = answer.Tables.Select(table => table.ToString()),
        };

    private static void Print(TextOutput text, PathAnswer answer, PathReaderRow[] readers)
    {
        var services = readers.Count(reader => reader.Principal.Kind == PrincipalKind.ServiceAccount);
        text.Line($"{answer.Url} {QuestionText.Of(answer.Stamp)}");
        text.Line(
            $"Listed: {Figures.Of(readers.Length, "account")}, {Figures.Of(services, "service account")} among them."
        );
        text.Line($"Policies: {answer.PolicySentence}");
        text.Line($"Files: {answer.FilesSentence}");
        if (answer.TableCount > 0)
        {
            text.Line(
                $"Data of {Figures.Of(answer.TableCount, "table")} lies there, below or around it: {QuestionText.List(answer.Tables.Take(5).Select(table => table.ToString()))}{(answer.TableCount > 5 ? ", …" : "")}"
            );
        }

        text.Table(
            ["PRINCIPAL", "KIND", "CHANNEL", "CONDITIONAL", "FILES", "DEPARTMENT", "STATUS", "WHY"],
            [
                .. readers.Select(reader =>
                    new[]
                    {
                        reader.Principal.Text,
                        reader.Principal.Kind.ToString(),
                        QuestionText.List(reader.Channels),
                        reader.IsConditional ? "yes" : "",
                        reader.FilesLevel.ToString(),
                        reader.Department ?? "",
                        reader.Status?.ToString() ?? "",
                        reader.Why,
                    }
                ),
            ]
        );
    }
}
