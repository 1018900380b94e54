using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Postgres;

/// <summary>The same model on PostgreSQL. A type of its own, because migrations belong to a context type and each provider has its set.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options, WriteLock? writeLock = null) : MatchingDbContext(options, writeLock);
