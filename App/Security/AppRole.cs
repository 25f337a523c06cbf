namespace GovernanceDashboard.Security;

/// <summary>The roles of our own users (product definitions, "People and privacy"); never to be mixed up with a catalogue's roles.</summary>
public enum AppRole
{
    Executive,
    Reviewer,
    IncidentLead,
    Dpo,
    Engineer,

    /// <summary>Reads all, acts on nothing.</summary>
    Auditor,

    /// <summary>Files observations only.</summary>
    Reporter,

    /// <summary>Users and configuration; no unmasking by itself.</summary>
    Admin,
}

/// <summary>What a user can do. One table says which role may: <see cref="RolePermissions"/>.</summary>
public enum AppAction
{
    /// <summary>The overview: heatmap and headline numbers, no list of people.</summary>
    ViewExposure,

    /// <summary>Databases, tables, columns, classes.</summary>
    BrowseEstate,

    /// <summary>Who can read a table, what a person can read, and why.</summary>
    ViewAccess,

    /// <summary>What-if.</summary>
    Simulate,
    ExportEvidence,

    /// <summary>See real names, with a reason, logged.</summary>
    Unmask,
    Import,

    /// <summary>Set the class of a table or column by hand, with a reason, logged; take it back.</summary>
    Classify,

    /// <summary>Take findings up, give them to somebody, note, ask for waivers; save views.</summary>
    Triage,

    /// <summary>Approve or end a waiver that somebody else asked for.</summary>
    ApproveWaivers,
    ViewSnapshots,
    ViewActivity,

    /// <summary>Issue sign-in links.</summary>
    ManageUsers,
}
