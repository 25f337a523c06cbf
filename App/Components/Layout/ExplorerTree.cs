using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Layout;

/// <summary>
/// The explorer's tree as the list of its visible rows: table groups, and databases with their tables. A branch asks for its tables
/// when it is opened, a stretch at a time, so 45,000 tables cost nothing until somebody looks.
/// </summary>
public sealed class ExplorerTree(EstateQuestions questions)
{
    private const int Stretch = 200;
    private const string Groups = "groups";
    private const string Databases = "databases";

    private readonly HashSet<string> _open = new(StringComparer.Ordinal) { Groups, Databases };
    private readonly Dictionary<string, Branch> _branches = new(StringComparer.Ordinal);
    private ImmutableArray<string> _groups = [];
    private ImmutableArray<DatabaseSummary> _databases = [];
    private CurrentUser? _user;
    private Picture _picture = Picture.Newest;

    public QuestionResult<int> State { get; private set; } = new(ViewState.Loading);

    /// <summary>What stands on the screen from top to bottom. Replaced whole after every change.</summary>
    public ImmutableArray<ExplorerNode> Rows { get; private set; } = [];

    /// <summary>The row that arrow keys move; 0 where there is none.</summary>
    public int Active { get; private set; }

    public string Filter { get; private set; } = "";

    public async Task LoadAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken)
    {
        (_user, _picture) = (user, picture);
        _branches.Clear();
        var databases = await QuestionState.AskAsync(() => questions.DatabasesAsync(user, picture, cancellationToken));
        var filters = await QuestionState.AskAsync(() => questions.FiltersAsync(user, picture, cancellationToken));
        State = new(databases.State, 0, databases.Message, databases.Reason);
        _databases = databases.State == ViewState.Ready ? databases.Value : [];
        _groups = filters.State == ViewState.Ready ? filters.Value.Groups : [];
        foreach (var id in _open.Where(id => id is not (Groups or Databases)).ToArray())
        {
            await LoadTablesAsync(id, cancellationToken);
        }

        Rebuild();
    }

    /// <summary>Shows only groups and databases whose name holds the text, without case.</summary>
    public void Narrow(string text)
    {
        Filter = text.Trim();
        Active = 0;
        Rebuild();
    }

    public void MoveTo(int row) => Active = Math.Clamp(row, 0, Math.Max(0, Rows.Length - 1));

    /// <summary>The row of the branch that the active row lies in; the active row itself at the top.</summary>
    public int ParentOf(int row)
    {
        for (var above = row - 1; above >= 0; above--)
        {
            if (Rows[above].Level < Rows[row].Level)
            {
                return above;
            }
        }

        return row;
    }

    /// <summary>Opens a closed branch, closes an open one, loads more where the row says so.</summary>
    public async Task ToggleAsync(ExplorerNode node, CancellationToken cancellationToken)
    {
        if (node.Kind == ExplorerKind.More)
        {
            await LoadTablesAsync(node.Id[..^"/more".Length], cancellationToken);
        }
        else if (node.IsExpandable && !_open.Remove(node.Id))
        {
            _open.Add(node.Id);
            if (node.Kind != ExplorerKind.Section && !_branches.ContainsKey(node.Id))
            {
                await LoadTablesAsync(node.Id, cancellationToken);
            }
        }

        Rebuild();
    }

    /// <summary>Where a row leads; null for rows that only open.</summary>
    public string? LinkOf(ExplorerNode node) =>
        node.Kind switch
        {
            ExplorerKind.Section => node.Id == Groups ? Urls.Overview(_picture) : Urls.Estate(_picture),
            ExplorerKind.TableGroup => Urls.Group(_picture, new GroupAddress(node.Text)),
            ExplorerKind.Database => Urls.Estate(_picture, new TableQuery(Database: node.Text)),
            ExplorerKind.Table => Urls.Table(_picture, node.Table!.Value),
            ExplorerKind.More or ExplorerKind.Note => null,
        };

    private async Task LoadTablesAsync(string id, CancellationToken cancellationToken)
    {
        if (_user is not { } user)
        {
            return;
        }

        var picture = _picture;
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var name = id[(colon + 1)..];
        var query = id[..colon] == "db" ? new TableQuery(Database: name) : new TableQuery(Group: name);
        var known = _branches.GetValueOrDefault(id)?.Tables ?? [];
        var page = await QuestionState.AskAsync(() =>
            questions.TablesAsync(user, picture, query, known.Length, Stretch, cancellationToken)
        );
        _branches[id] = page.Value is { } found
            ? new Branch([.. known, .. found.Rows], found.Total, null)
            : new Branch(known, known.Length, page.Message);
    }

    private void Rebuild()
    {
        var rows = ImmutableArray.CreateBuilder<ExplorerNode>();
        var groups = _groups.Where(Fits).ToArray();
        var databases = _databases.Where(database => Fits(database.Name)).ToArray();
        if (State.State == ViewState.Ready)
        {
            rows.Add(Section(Groups, "Table groups", groups.Length, 1));
            if (_open.Contains(Groups))
            {
                for (var index = 0; index < groups.Length; index++)
                {
                    AddBranch(
                        rows,
                        "group:" + groups[index],
                        ExplorerKind.TableGroup,
                        groups[index],
                        null,
                        index,
                        groups.Length
                    );
                }
            }

            rows.Add(Section(Databases, "Databases", databases.Length, 2));
            if (_open.Contains(Databases))
            {
                for (var index = 0; index < databases.Length; index++)
                {
                    var database = databases[index];
                    AddBranch(
                        rows,
                        "db:" + database.Name,
                        ExplorerKind.Database,
                        database.Name,
                        Number(database.Tables),
                        index,
                        databases.Length
                    );
                }
            }
        }

        Rows = rows.ToImmutable();
        MoveTo(Active);
    }

    private void AddBranch(
        ImmutableArray<ExplorerNode>.Builder rows,
        string id,
        ExplorerKind kind,
        string text,
        string? badge,
        int index,
        int siblings
    )
    {
        var isOpen = _open.Contains(id);
        rows.Add(new(id, kind, 2, text, badge, null, null, isOpen, index + 1, siblings));
        if (!isOpen || !_branches.TryGetValue(id, out var branch))
        {
            return;
        }

        var below = branch.Tables.Length + (branch.HasMore || branch.Note is not null || branch.Tables.IsEmpty ? 1 : 0);
        for (var place = 0; place < branch.Tables.Length; place++)
        {
            var table = branch.Tables[place];
            var database = kind == ExplorerKind.Database ? null : table.Name.Database;
            rows.Add(
                new(
                    $"{id}/{table.Name}",
                    ExplorerKind.Table,
                    3,
                    table.Name.Table,
                    database,
                    table.Label,
                    table.Name,
                    false,
                    place + 1,
                    below
                )
            );
        }

        if (branch.HasMore)
        {
            var more = $"{Number(branch.Total - branch.Tables.Length)} more…";
            rows.Add(new(id + "/more", ExplorerKind.More, 3, more, null, null, null, false, below, below));
        }
        else if (branch.Note is not null || branch.Tables.IsEmpty)
        {
            var note = branch.Note ?? "No tables";
            rows.Add(new(id + "/note", ExplorerKind.Note, 3, note, null, null, null, false, below, below));
        }
    }

    private ExplorerNode Section(string id, string text, int count, int position) =>
        new(id, ExplorerKind.Section, 1, text, Number(count), null, null, _open.Contains(id), position, 2);

    private bool Fits(string name) => name.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Branch(ImmutableArray<TableSummary> Tables, int Total, string? Note)
    {
        public bool HasMore => Tables.Length < Total;
    }
}
