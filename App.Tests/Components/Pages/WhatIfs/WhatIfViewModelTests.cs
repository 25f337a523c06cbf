using GovernanceDashboard.Access;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.WhatIfs;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Tests.Components.Pages.WhatIfs;

public sealed class WhatIfViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private static readonly ItemPrincipalChange s_noEveryone = new(
        ChangeOperation.Remove,
        4,
        PolicyItemList.Allow,
        0,
        PrincipalId.Everyone
    );

    private readonly SemaphoreSlim _moved = new(0);

    public void Dispose() => _moved.Dispose();

    [Fact]
    public async Task Items_that_name_everyone_are_offered_first_of_all()
    {
        using var page = New();

        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new());

        var items = await page.Items.Answer!.FetchAsync(0, 10, TestContext.Current.CancellationToken);
        Assert.Equal(4, Assert.Single(items.Rows).PolicyId);
        Assert.True(page.IsEveryoneOnly);
    }

    [Fact]
    public async Task Switching_everyone_off_lists_all_items()
    {
        using var page = New();
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new());

        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, page.Searching(null, isEveryoneOnly: false));

        Assert.Equal(2, page.Items.Answer!.Total);
    }

    [Fact]
    public async Task A_proposal_in_the_address_becomes_a_pending_removal_once()
    {
        using var page = New();
        var proposal = new WhatIfAddress(4, PolicyItemList.Allow, 0, "group:public");

        var instead = await page.LoadAsync(SmallEstate.Lead, Picture.Newest, proposal);
        Assert.NotNull(instead);
        Assert.Null(await page.LoadAsync(SmallEstate.Lead, Picture.Newest, instead));

        Assert.Equal([s_noEveryone], page.Changes);
        Assert.Equal(4, page.Selected!.PolicyId);
        Assert.Empty(ChangeSpelling.Read(page.Without(0).Changes));
    }

    [Fact]
    public async Task Removing_everyone_takes_the_table_from_all_people()
    {
        using var page = New();
        await RunAsync(page, s_noEveryone);

        var result = page.Run.Result!.Result!;
        Assert.Equal((3, 1, 0), (result.PeopleLost, result.TablesLost, result.PeopleGained));
        var row = Assert.Single(ImpactRow.ByGroup(result));
        Assert.Equal(
            ("Raw", 100.0, 0.0),
            (row.Group, row.Before.BreadthPercent!.Value, row.After.BreadthPercent!.Value)
        );
        Assert.Equal(row.PairsLost, ImpactRow.ByCell(result).Sum(cell => cell.PairsLost));
        Assert.False(page.IsStale);
    }

    [Fact]
    public async Task A_person_may_be_named_by_pseudonym_and_a_problem_does_not_tell_the_login()
    {
        using var page = New();
        var ben = PrincipalId.Login(estate.ReferenceOf("ben"));
        await RunAsync(page, new MembershipChange(ChangeOperation.Add, new(ben, PrincipalId.Group("hr"))));
        Assert.Equal(1, page.Run.Result!.Result!.PeopleGained);

        await RunAsync(page, new MembershipChange(ChangeOperation.Remove, new(ben, PrincipalId.Group("hr"))));

        Assert.Null(page.Run.Result!.Result);
        var problem = page.ProblemOf(0)!;
        Assert.Contains(ben.Name, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("login:ben", problem, StringComparison.Ordinal);
    }

    private WhatIfViewModel New() => new(estate.Questions, estate.WhatIf, estate.Jobs, () => _moved.Release());

    private async Task RunAsync(WhatIfViewModel page, Change change)
    {
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(Changes: ChangeSpelling.Write([change])));
        page.Start();
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await _moved.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }
    }
}
