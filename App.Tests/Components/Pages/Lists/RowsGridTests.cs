using System.Collections.Immutable;
using Bunit;
using GovernanceDashboard.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Radzen.Blazor;

namespace GovernanceDashboard.Tests.Components.Pages.Lists;

public sealed class RowsGridTests : ComponentTest
{
    private static readonly ImmutableArray<string> s_rows = ["one", "two", "three"];

    [Fact]
    public async Task Rows_asked_for_while_rendering_is_held_up_are_there_when_the_answer_is()
    {
        var grid = Render<RowsGrid<string>>(parameters =>
            parameters
                .Add(one => one.Label, "Numbers")
                .Add(one => one.Source, RowSource.Of(s_rows))
                .Add(
                    one => one.Columns,
                    builder =>
                    {
                        builder.OpenComponent<RadzenDataGridColumn<string>>(0);
                        builder.CloseComponent();
                    }
                )
        );
        var list = grid.WaitForComponent<Virtualize<string>>().Instance;
        ValueTask<ItemsProviderResult<string>> answer = default;

        // In the middle of a rendering nothing else is rendered, as when a browser has not drawn what it was sent.
        Render<DuringRendering>(
            (ComponentParameterCollectionBuilder<DuringRendering> parameters) =>
                parameters.Add(
                    one => one.Act,
                    () => answer = list.ItemsProvider!(new(1, 10, Xunit.TestContext.Current.CancellationToken))
                )
        );
        var rows = await answer;

        Assert.Equal(s_rows[1..], rows.Items);
        Assert.Equal(s_rows.Length, rows.TotalItemCount);
    }

    private sealed class DuringRendering : ComponentBase
    {
        [Parameter, EditorRequired]
        public required Action Act { get; set; }

        protected override void OnInitialized() => Act();
    }
}
