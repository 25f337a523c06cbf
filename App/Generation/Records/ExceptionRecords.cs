using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation.Records;

/// <summary>One person's approved access to one table, and the policy that gives it.</summary>
/// <param name="IsUsed">Read by that person after it ran out.</param>
/// <param name="Offset">Hours of the person's own clock ahead of UTC.</param>
internal sealed record ExceptionSpec(
    string Id,
    string Login,
    TableSpec Table,
    Policy Policy,
    DateTimeOffset From,
    DateTimeOffset To,
    bool IsUsed,
    double Offset
)
{
    public bool HasRunOut => To < StoryCalendar.Now;

    /// <summary>When the person reads the table although the exception ran out.</summary>
    public IEnumerable<DateTimeOffset> LateReads =>
        IsUsed ? Enumerable.Range(1, 3).Select(i => To.AddDays(3 * i).AddHours(10 - Offset).AddMinutes(7 * i)) : [];
}

/// <summary>Access exceptions: those of people whom a policy names. Some ran out, and the policy is still there.</summary>
internal static class ExceptionRecords
{
    public static List<ExceptionSpec> Choose(Story story)
    {
        var exceptions = new List<ExceptionSpec>();
        var end = story.At(StoryCalendar.Now);
        foreach (var policy in story.Policies.Policies)
        {
            if (
                !policy.IsEnabled
                || !policy.Schedules.IsEmpty
                || !policy.Name.Contains(": request ", StringComparison.Ordinal)
                || policy.AllowItems is not [{ Users: [var login] }]
                || TableOf(story, policy) is not { } table
                || !story.Logged.IsLogged(table.Database)
                || !IsTheOnlyWay(table.Database.Family)
                || !end.IsEnabled(login)
                || IsMeant(login, table.Database.Family)
            )
            {
                continue;
            }

            // In turn: ran out and used, ran out and open, valid, and nobody wrote anything down.
            var turn = exceptions.Count % 3;
            var since = new[] { policy.UpdatedAt!.Value, table.CreatedAt, StoryCalendar.LogBegan }.Max();
            var ranOut = new[] { StoryCalendar.At(7, 1).AddDays(exceptions.Count % 60), since.AddDays(20) }.Max();
            if (turn < 2 && ranOut > StoryCalendar.Now.AddDays(-15))
            {
                continue;
            }

            exceptions.Add(
                new(
                    string.Create(CultureInfo.InvariantCulture, $"EXC-{exceptions.Count + 1}"),
                    login,
                    table,
                    policy,
                    since.AddYears(-1),
                    turn < 2 ? ranOut : StoryCalendar.Now.AddMonths(3),
                    IsUsed: turn == 0,
                    Organisation.Offset(PersonOf(login).Region)
                )
            );
            if (exceptions.Count == (story.Size.IsMiniature ? 6 : 60))
            {
                break;
            }
        }

        return exceptions;

        // By what is declared, and by the group that was made for it.
        bool IsMeant(string login, DatabaseFamily family) =>
            end.People(family.Readers).Contains(PersonOf(login).Number)
            || end.People(GovernanceFiles.AudienceOf(family, story.Size.IsClean)).Contains(PersonOf(login).Number);

        Person PersonOf(string login) => story.Workforce.Accounts.Find(account => account.Login == login)!.Person!;
    }

    public static void Write(string path, Story story)
    {
        using var file = new CsvFile(path, "id,scope,principal,reason,requester,approver,from,to,document");
        foreach (var one in story.Exceptions)
        {
            var approver = story
                .Workforce.HeadOf(
                    story.Workforce.Departments.Find(department => department.Name == one.Table.Database.Family.Owner)
                        ?? story.Workforce.Departments[0]
                )
                .Login;
            file.Row(
                one.Id,
                "table:" + one.Table.FullName,
                "login:" + one.Login,
                "Analysis for a project",
                one.Login,
                approver == one.Login ? story.Workforce.Accounts[1].Login : approver,
                StoryCalendar.Text(one.From),
                StoryCalendar.Text(one.To),
                $"https://records.example/{one.Id}"
            );
            if (one.HasRunOut)
            {
                story.Planted.Add(
                    new(
                        "exception-expired",
                        [
                            "exception:" + one.Id,
                            "login:" + one.Login,
                            "table:" + one.Table.FullName,
                            $"policy:{one.Policy.Id}",
                        ],
                        one.To,
                        null,
                        one.LateReads.Count()
                    )
                );
            }
        }
    }

    // Where neither everybody nor a department gets in by another way.
    private static bool IsTheOnlyWay(DatabaseFamily family) => family is { IsSensitive: true, IsTelemetry: false };

    private static TableSpec? TableOf(Story story, Policy policy)
    {
        var levels = policy.Resources[0].Levels;
        return story.Catalogue.Tables.Find(table =>
            table.Database.Name == levels["database"].Values[0] && table.Name == levels["table"].Values[0]
        );
    }
}
