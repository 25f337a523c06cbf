namespace GovernanceDashboard.Security;

/// <summary>Whether the installation still shows made-up data. Demo links and sessions hold only as long.</summary>
public interface IDemoState
{
    /// <summary>True while the newest snapshot is the generated demo, and before the first snapshot if the demo is what is being made. Cheap: asked with every request.</summary>
    ValueTask<bool> IsDemoAsync(CancellationToken cancellationToken);
}
