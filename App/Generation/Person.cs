namespace GovernanceDashboard.Generation;

/// <summary>One person of the company, behind one or two accounts.</summary>
internal sealed class Person
{
    public required int Number { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Null for the few whom the directory puts nowhere.</summary>
    public required Department? Department { get; init; }

    public required string? Level { get; init; }

    public required string? Region { get; init; }

    /// <summary>Employee, Contractor or Intern.</summary>
    public required string EmploymentType { get; init; }

    /// <summary>Active, OnLeave or Departed.</summary>
    public required string Status { get; init; }

    /// <summary>Moved in March, and still in the groups of the old team.</summary>
    public required bool IsReassigned { get; set; }

    public string? Team { get; set; }

    /// <summary>What the reassigned left; null for everybody else.</summary>
    public string? FormerTeam { get; set; }

    /// <summary>The team's group that the person is in, and that the reassigned should have left; null for whoever has no team.</summary>
    public DirectoryGroup? TeamGroup { get; set; }

    public Person? Manager { get; set; }

    public string IdentityKey => $"E{100_000 + Number}";
}

/// <summary>One login. <see cref="Person"/> is null for a service account.</summary>
internal sealed record Account(string Id, string Login, string DisplayName, bool IsEnabled, Person? Person);
