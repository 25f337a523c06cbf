using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules.Costs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Costs;

/// <summary>What storage costs, by table group or by table.</summary>
public sealed class CostsViewModel(FindingQuestions questions) : IDisposable
{
    private readonly LatestQuestion<CostsAnswer> _asked = new();
    private (CurrentUser User, Picture Picture)? _question;

    public CostsAddress Address { get; private set; } = new();

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Null before the first answer.</summary>
    public CostsAnswer? Answer => _asked.Answer;

    /// <summary>What the figures leave open.</summary>
    public ImmutableArray<string> Gaps => Answer is { } answer ? CostLines.Gaps(answer) : [];

    /// <summary>Null before the first answer.</summary>
    public RowSource<CostRow>? Groups { get; private set; }

    /// <summary>Of the group that the address names, or all; null before the first answer.</summary>
    public RowSource<TableCost>? Tables { get; private set; }

    public IReadOnlyList<string> CsvHeader => Address.ShowsTables ? CostLines.TableHeader : CostLines.GroupHeader;

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, CostsAddress address)
    {
        var isSame = Address == address && _question == (user, picture);
        Address = address;
        if (isSame)
        {
            return;
        }

        if (_question != (user, picture))
        {
            _question = (user, picture);
            await _asked.AskAsync(token => questions.CostsAsync(user, picture, null, token));
        }

        if (Answer is { } answer)
        {
            Groups = RowSource.Of(answer.Standing.Groups);
            Tables = RowSource.Of(Shown(answer).Standing.Tables);
        }
    }

    public Task RetryAsync()
    {
        if (_question is not var (user, picture))
        {
            return Task.CompletedTask;
        }

        _question = null;
        return LoadAsync(user, picture, Address);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is not { } answer ? []
            : Address.ShowsTables ? [.. CostLines.Tables(Shown(answer))]
            : [.. CostLines.Groups(answer)]
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();

    private CostsAnswer Shown(CostsAnswer answer) =>
        Address.Group is not { } group
            ? answer
            : answer with
            {
                Standing = answer.Standing with
                {
                    Tables = [.. answer.Standing.Tables.Where(table => table.Groups.Contains(group))],
                },
            };
}
