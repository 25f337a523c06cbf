using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Planning;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Scenarios;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages;

/// <summary>
/// Three people and three tables in a real data folder, behind the real services. Everyone reads <c>raw.keys</c>; Ann alone, through
/// the group <c>hr</c>, reads <c>hr.pay</c>; nobody reads <c>hr.old</c>. <c>raw.keys</c> is Restricted, the others are unclassified.
/// </summary>
public sealed class SmallEstate : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"governance-{Guid.NewGuid():N}");
    private ServiceProvider? _services;

    public static CurrentUser Lead { get; } = new("lead", AppRole.IncidentLead);

    public static CurrentUser Reviewer { get; } = new("reviewer", AppRole.Reviewer);

    public static TableName Keys { get; } = new("raw", "keys");

    public static TableName Pay { get; } = new("hr", "pay");

    public EstateQuestions Questions => Get<EstateQuestions>();

    public WhatIfQuestion WhatIf => Get<WhatIfQuestion>();

    public JobBoard Jobs => Get<JobBoard>();

    public EvidenceShelf Shelf => Get<EvidenceShelf>();

    public ActivityLog Activity => Get<ActivityLog>();

    public DataFolder Data => Get<DataFolder>();

    public EstateImport Imports => Get<EstateImport>();

    /// <summary>The pseudonym of a login.</summary>
    public string ReferenceOf(string login) => Get<PrincipalLabels>().MaskedLogin(login, PrincipalKind.User).Reference;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var configuration = new ConfigurationBuilder().Build();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddGovernance(configuration, new DataFolder(_folder));
        _services = services.BuildServiceProvider();
        await Get<FactStore>().WriteAsync(Draft(), new Progress<WorkProgress>(), CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private static SnapshotDraft Draft()
    {
        var facts = Facts.Of(
            ["ann", "ben", "cem"],
            [("hr", ["ann"])],
            [("raw.keys", ["id", "text"]), ("hr.pay", ["id", "salary"]), ("hr.old", ["id"])],
            [
                Facts.Policy(4, "raw.*.*", [Facts.Item(groups: ["public"])]),
                Facts.Policy(7, "hr.pay.*", [Facts.Item(groups: ["hr"])]),
            ]
        );
        return new()
        {
            TakenAt = Facts.Noon,
            IsDemo = false,
            Quality = new([new("catalogue", 100, "")]),
            Sources = [],
            Principals = Dated(facts.Principals),
            Memberships = Dated(facts.Memberships),
            Databases = Dated(facts.Databases),
            Tables = Dated(facts.Tables),
            Policies = Dated(facts.Policies),
            Services = [new(facts.Service!)],
            Classifications =
            [
                new(new Classification(ResourceName.Of(Keys, "text"), "KEYSTROKES", ClassificationBasis.Import)),
            ],
            TableGroups = [new(new TableGroup("Raw", ["raw.*"], [])), new(new TableGroup("HR", ["hr.*"], []))],
            Populations = [],
        };
    }

    private static ImmutableArray<DatedFact<T>> Dated<T>(ImmutableArray<T> facts) =>
        [.. facts.Select(fact => new DatedFact<T>(fact))];
}
