using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Snapshots;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Snapshots;

public sealed class SnapshotsViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    private readonly SnapshotsViewModel _snapshots = new(estate.Questions);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_snapshot_of_the_picture_is_selected()
    {
        await _snapshots.LoadAsync(SmallEstate.Lead, new Picture(new SnapshotId(1)), Token);
        Assert.Equal(new SnapshotId(1), _snapshots.Selected?.Id);
        Assert.Equal(ViewState.Ready, _snapshots.State.State);
    }

    [Fact]
    public async Task A_reporter_is_refused()
    {
        await _snapshots.LoadAsync(new("rep", AppRole.Reporter), Picture.Newest, Token);
        Assert.Equal(ViewState.Refused, _snapshots.State.State);
        Assert.Null(_snapshots.Selected);
    }
}
