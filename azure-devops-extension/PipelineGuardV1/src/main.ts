import { run } from '../../../src/pipeline-host/run.ts'
import { AzureHost } from './azureHost.ts'

void run(new AzureHost())
