using Matching.Storage.Linkages;

namespace Matching.Ingest.Linking.Near;

/// <summary>How near names stand after a run.</summary>
/// <param name="Linked">Rows linked by a near name.</param>
/// <param name="Asked">Rows with a question about near names.</param>
/// <param name="Reach">How far linkages had come when the run ended, with nobody else linking.</param>
public readonly record struct NearLinks(int Linked, int Asked, LinkageReach Reach);
