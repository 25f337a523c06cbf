using GovernanceDashboard.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Tests.Security;

/// <summary>The door to real names: right, reason, size, and exactly one entry each.</summary>
public sealed class UnmaskingTests
{
    private const string Reason = "Notification of those affected";

    private static readonly CurrentUser s_auditor = new("auditor-1", AppRole.Auditor);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AppRole.Dpo, false, 1, false, false, true)]
    [InlineData(AppRole.Dpo, false, 100, false, false, true)]
    [InlineData(AppRole.Dpo, false, 101, false, false, false)]
    [InlineData(AppRole.Dpo, false, 1, true, false, false)]
    [InlineData(AppRole.Dpo, false, 1, true, true, false)] // the grant is the operator's, not every user's
    [InlineData(AppRole.IncidentLead, false, 100, false, false, true)]
    [InlineData(AppRole.Reviewer, false, 1, false, true, false)]
    [InlineData(AppRole.Admin, false, 1, false, true, false)]
    [InlineData(AppRole.Admin, true, 1, false, false, false)] // claimed, but not configured
    [InlineData(AppRole.Admin, true, 1, false, true, true)]
    [InlineData(AppRole.Admin, true, 20_000, false, true, true)]
    [InlineData(AppRole.Admin, true, 20_000, true, true, true)]
    public async Task The_right_and_the_size_decide(
        AppRole role,
        bool claims,
        int people,
        bool isExport,
        bool isConfigured,
        bool isAllowed
    )
    {
        await using var installation = new Installation();
        var unmasking = Unmasking(installation, isConfigured);
        var user = new CurrentUser("someone", role, claims);

        var asked = unmasking.RequestAsync(user, Reason, "readers of hr.pay", people, isExport, Token);
        if (isAllowed)
        {
            Assert.Equal(Reason, (await asked).Reason);
        }
        else
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => asked);
        }

        var entry = Assert.Single(await installation.Activity.ReadAsync(s_auditor, 0, 10, Token));
        Assert.Equal(isAllowed ? "unmask" : "unmask refused", entry.Action);
        Assert.Equal("someone", entry.User);
        Assert.Equal(Reason, entry.Reason);
        Assert.Equal($"readers of hr.pay; people: {people}{(isExport ? "; export" : "")}", entry.What);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("too short")]
    [InlineData("   too short      ")]
    public async Task A_reason_must_be_given(string? reason)
    {
        await using var installation = new Installation();
        var unmasking = Unmasking(installation, mayUnmask: true);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            unmasking.RequestAsync(new CurrentUser("dpo", AppRole.Dpo), reason!, "a table", 1, false, Token)
        );
        Assert.Empty(await installation.Activity.ReadAsync(s_auditor, 0, 10, Token));
    }

    [Fact]
    public void The_operator_is_read_from_the_configuration()
    {
        var options = Options(("Cli:Operator", "k.meyer"), ("Cli:MayUnmask", "true"));

        Assert.Equal(new CurrentUser("k.meyer", AppRole.Admin, MayUnmask: true), options.User);
        Assert.Equal(new CurrentUser("operator", AppRole.Admin), Options().User);
    }

    [Fact]
    public void Every_problem_of_the_configuration_is_listed_at_once()
    {
        var refused = Assert.Throws<OptionsValidationException>(() =>
            Options(("Cli:Operator", " "), ("Cli:MayUnmask", "perhaps"))
        );

        Assert.Equal(2, refused.Failures.Count());
        Assert.Contains(refused.Failures, failure => failure.Contains("'perhaps'", StringComparison.Ordinal));
        Assert.Contains(refused.Failures, failure => failure.Contains("Cli:Operator", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unnamed_operator_may_not_unmask()
    {
        Assert.Throws<OptionsValidationException>(() => Options(("Cli:MayUnmask", "true")));
    }

    private static OperatorOptions Options(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var source = new OperatorConfiguration(configuration);
        return new OptionsFactory<OperatorOptions>([source], [], [source]).Create("");
    }

    private static Unmasking Unmasking(Installation installation, bool mayUnmask) =>
        new(installation.Activity, new OptionsWrapper<OperatorOptions>(new OperatorOptions { MayUnmask = mayUnmask }));
}
