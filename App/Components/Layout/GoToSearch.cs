using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Finds pages, table groups, databases, tables and people for the go-to box. A newer search replaces a running one.</summary>
public sealed class GoToSearch(EstateQuestions questions, TimeProvider clock) : IDisposable
{
    private const int PerKind = 8;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private CancellationTokenSource? _running;

    public ImmutableArray<GoToTarget> Targets { get; private set; } = [];

    /// <summary>Position in <see cref="Targets"/> of the one that Enter opens.</summary>
    public int Active { get; private set; }

    /// <summary>True where the search ran and the estate holds nothing that fits.</summary>
    public bool IsEmpty { get; private set; }

    public void MoveBy(int steps)
    {
        if (!Targets.IsEmpty)
        {
            Active = (Active + steps + Targets.Length) % Targets.Length;
        }
    }

    /// <summary>Replaces the targets; false where a newer search took over.</summary>
    public async Task<bool> FindAsync(CurrentUser? user, Picture picture, string text)
    {
        if (_running is not null)
        {
            await _running.CancelAsync();
            _running.Dispose();
        }

        var running = _running = new CancellationTokenSource();
        text = text.Trim();
        try
        {
            if (text.Length > 0)
            {
                await Task.Delay(s_pause, clock, running.Token);
            }

            var found = await TargetsAsync(user, picture, text, running.Token);
            if (running != _running)
            {
                return false;
            }

            (Targets, Active, IsEmpty) = (found, 0, found.IsEmpty);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _running?.Cancel();
        _running?.Dispose();
        _running = null;
    }

    private async Task<ImmutableArray<GoToTarget>> TargetsAsync(
        CurrentUser? user,
        Picture picture,
        string text,
        CancellationToken cancellationToken
    )
    {
        var targets = ImmutableArray.CreateBuilder<GoToTarget>();
        targets.AddRange(
            Places
                .All.Where(place => place.Title.Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(place => new GoToTarget("Page", place.Icon, place.Title, place.Shortcut, place.Link(picture)))
        );
        if (user is null || text.Length == 0)
        {
            return targets.ToImmutable();
        }

        if (text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal))
        {
            targets.Add(new("Path", "folder_open", text, "Who can read it", Urls.Path(picture, text)));
        }

        var filters = await QuestionState.AskAsync(() => questions.FiltersAsync(user, picture, cancellationToken));
        if (filters.State == ViewState.Ready)
        {
            targets.AddRange(
                filters
                    .Value.Groups.Where(group => group.Contains(text, StringComparison.OrdinalIgnoreCase))
                    .Take(PerKind)
                    .Select(group => new GoToTarget(
                        "Table group",
                        "folder_special",
                        group,
                        null,
                        Urls.Group(picture, new(group))
                    ))
            );
        }

        var databases = await QuestionState.AskAsync(() => questions.DatabasesAsync(user, picture, cancellationToken));
        if (databases.State == ViewState.Ready)
        {
            targets.AddRange(
                databases
                    .Value.Where(database => database.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    .Take(PerKind)
                    .Select(database => new GoToTarget(
                        "Database",
                        "database",
                        database.Name,
                        string.Create(CultureInfo.InvariantCulture, $"{database.Tables:N0} tables"),
                        Urls.Estate(picture, new TableQuery(Database: database.Name))
                    ))
            );
        }

        var tables = await QuestionState.AskAsync(() =>
            questions.TablesAsync(user, picture, new TableQuery(text), 0, PerKind, cancellationToken)
        );
        if (tables.Value is { } page)
        {
            targets.AddRange(page.Rows.Select(table => Target(picture, table)));
            if (page.Total > page.Rows.Length)
            {
                targets.Add(
                    new(
                        "Search",
                        "search",
                        string.Create(CultureInfo.InvariantCulture, $"All {page.Total:N0} tables that hold “{text}”"),
                        null,
                        Urls.Estate(picture, new TableQuery(text))
                    )
                );
            }
        }

        var people = await QuestionState.AskAsync(() =>
            questions.PeopleAsync(user, picture, text, 0, PerKind, cancellationToken)
        );
        targets.AddRange(
            (people.Value?.Rows ?? []).Select(person => new GoToTarget(
                person.Principal.Kind == PrincipalKind.ServiceAccount ? "Service account" : "Person",
                "person",
                person.Principal.Reference,
                string.Join(" · ", new[] { person.Department, person.Level, person.Region }.OfType<string>()),
                Urls.Person(picture, person.Principal.Reference)
            ))
        );
        return targets.ToImmutable();
    }

    private static GoToTarget Target(Picture picture, TableSummary table) =>
        new(
            "Table",
            "table",
            table.Name.ToString(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Label?.ToString() ?? "Unknown"}, {table.People:N0} people"
            ),
            Urls.Table(picture, table.Name)
        );
}
