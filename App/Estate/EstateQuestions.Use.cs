using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What the audit logs say of a table.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>
    /// Who used a table, as far as logs were imported: reads, refused attempts and writes, up to the picture's instant where it names one.
    /// </summary>
    /// <param name="unmaskReason">As in <see cref="WhoAsync"/>.</param>
    public async Task<TableUseAnswer> UseAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        string? unmaskReason,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        var logs = await active.AuditLogsAsync(view.Facts.Snapshot, cancellationToken);
        var uses = await active.AuditedUsesAsync(view.Facts.Snapshot, table, picture.At, cancellationToken);
        var byLogin = uses.ToLookup(use => use.Login, StringComparer.Ordinal);
        var permit = await PermitAsync(user, unmaskReason, $"use {table}", byLogin.Count, cancellationToken);
        return await Task.Run(
            () =>
            {
                var readers = view.Index.WhoCanAccess(ordinal);
                ImmutableArray<TableUseRow> rows =
                [
                    .. byLogin
                        .Select(login => UseRow(view, readers, login.Key, login, permit))
                        .OrderByDescending(row => row.Last)
                        .ThenBy(row => row.Principal.Reference, StringComparer.Ordinal),
                ];
                var (first, last) = (logs.Min(log => log.First), logs.Max(log => log.Last));
                return new TableUseAnswer(
                    table,
                    logs.Length,
                    first,
                    last,
                    uses.All(use => use.IsExact),
                    rows,
                    UseSentence(
                        logs,
                        first,
                        last,
                        picture.At,
                        uses.Count(use => use.Last > picture.At),
                        rows,
                        view.CountPeople(readers.Full.Union(readers.Partial))
                    ),
                    view.Stamp
                )
                {
                    UpTo = picture.At,
                };
            },
            cancellationToken
        );
    }

    private static TableUseRow UseRow(
        EstateView view,
        TableReaders readers,
        string login,
        IEnumerable<AuditedUse> uses,
        UnmaskPermit? permit
    )
    {
        var all = uses.ToArray();
        var account = view.Index.FindAccount(login);
        return new(
            view.LabelOfLogin(login, permit),
            view.Find(PrincipalId.Login(login))?.Person?.Department,
            account is { } known ? readers.LevelOf(known) : AccessLevel.None,
            all.Where(use => use.IsAllowed && use.Action == AuditAction.Read).Sum(use => use.Count),
            all.Where(use => !use.IsAllowed).Sum(use => use.Count),
            all.Where(use => use.IsAllowed && use.Action == AuditAction.Write).Sum(use => use.Count),
            all.Min(use => use.First),
            all.Max(use => use.Last),
            [
                .. all.SelectMany(use => use.Columns.Split(',', StringSplitOptions.RemoveEmptyEntries))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            [
                .. all.Select(use => use.Channel)
                    .Distinct()
                    .Order()
                    .Select(channel => channel == AuditChannel.Hive ? "hive" : "files"),
            ]
        );
    }

    private static string UseSentence(
        ImmutableArray<AuditLogFile> logs,
        DateTimeOffset? first,
        DateTimeOffset? last,
        DateTimeOffset? upTo,
        int beyond,
        ImmutableArray<TableUseRow> rows,
        int people
    )
    {
        if (logs.IsEmpty)
        {
            return "No audit log was imported: whether anybody used this table is not known.";
        }

        var readers = rows.Count(row => row.Reads > 0);
        var lost = rows.Count(row => row is { Reads: > 0, Level: < AccessLevel.Partial });
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{readers:#,0} {(readers == 1 ? "account" : "accounts")} read it in the logs imported ({Span(first, last)}){UpTo(upTo)}; {people:#,0} {(people == 1 ? "person" : "people")} {(upTo is null ? "can" : "could then")}."
            )
            + (
                lost == 0
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $" {lost:#,0} of those who read it {(upTo is null ? "cannot any more" : "could not then")}."
                    )
            )
            + (
                beyond == 0
                    ? ""
                    : " Reads that were added up by day count whole where their day goes on beyond that instant."
            )
            + " Who is missing here may have read it all the same where nothing was logged.";
    }

    private static string UpTo(DateTimeOffset? instant) =>
        instant is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" up to {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            : "";

    private static string Span(DateTimeOffset? first, DateTimeOffset? last) =>
        first is { } from && last is { } to
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{from.UtcDateTime:yyyy-MM-dd} to {to.UtcDateTime:yyyy-MM-dd}"
            )
            : "they hold no use of any table";
}
